"""HTML pages and saved web pages: the words that a browser shows, with their tables; menus and share bars set aside."""

from __future__ import annotations

from dataclasses import replace

from qingdan.errors import BrokenFileError
from qingdan.models.source import Source
from qingdan.readers.encodings import find_doubt
from qingdan.readers.html.compose import compose
from qingdan.readers.html.flow import read_flow
from qingdan.readers.html.markup import parse_page, read_markup
from qingdan.readers.html.mhtml import find_page
from qingdan.readers.html.titles import find_page_title


def read_html(data: bytes, name: str, charset: str | None = None) -> Source:
    """The source of a page or of a fragment of one.

    All that is shown is in the text; scripts, styles, form controls and hidden elements are not. What only leads
    through the site (navigation, share bars, lists of links) is in the text too, as furniture, so that nothing is
    lost. A line is a paragraph. `charset` is what a server or an envelope says of the bytes. A page too nested or too
    large to be laid out is read as bare words (`too_complex`). Raises BrokenFileError when it shows no words.
    """
    characters, encoding = read_markup(data, name, charset)
    page = parse_page(characters)
    flow = read_flow(page, find_page_title(page))
    if not any(line.text for line in flow.lines):
        raise BrokenFileError(name, "the page shows no words; if a script builds it, save it from a browser")
    source = compose(flow, encoding, simplified=page.simplified)
    unread = (page.unread,) if page.unread else ()
    found = (*find_doubt(characters, encoding), *source.diagnostics, *unread)
    return replace(source, diagnostics=found)


def read_mhtml(data: bytes, name: str) -> Source:
    """The source of the page in a saved web page. Raises BrokenFileError when there is none."""
    page, charset = find_page(data, name)
    return read_html(page, name, charset)
