"""Elements of HTML by what a browser does with them."""

from __future__ import annotations


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


DROPPED = _tags(
    "applet audio button canvas datalist embed frame frameset head iframe input link map meta noembed noframes "
    "noscript object option script select style svg template textarea title video"
)
"""Shows no words of a notice: code, media, form controls, what stands in for them."""
BREAKS = _tags("br hr")
BLOCKS = _tags(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup legend li listing main menu nav ol p plaintext pre section summary "
    "table tbody td tfoot th thead tr ul xmp"
)
"""Begins and ends a line."""
LISTS = _tags("dir menu ol ul")
CELLS = _tags("td th")
SITE_PARTS = _tags("footer nav")
VERBATIM = _tags("listing plaintext pre xmp")
"""Line breaks of the file are those of the page."""
FORMATTING = _tags("a b big code em font i nobr s small strike strong tt u")
"""Left open, parsers open it anew in every following paragraph."""
CLOSES_ITSELF = _tags(
    "area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track wbr"
)
"""Empty, or closed by the next one of its kind."""
