"""Pages from templates: everything that a notice says is escaped, and nothing is loaded from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from qingdan.export.escaping import escape_markdown

if TYPE_CHECKING:
    from jinja2 import Environment


def render_page(name: str, /, **values: Any) -> str:
    """A template of `export/templates` with its values. `.html.j2` escapes them; in `.md.j2` use the filter `cell`."""
    return _environment().get_template(name).render(values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("qingdan.export", "templates"),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["cell"] = lambda words: escape_markdown(str(words))
    environment.globals["asset"] = _asset
    environment.globals["digest"] = _digest
    return environment


def _asset(name: str) -> str:
    """A script or style of the templates, to stand in the page itself."""
    from markupsafe import Markup

    return Markup((files("qingdan.export") / "templates" / name).read_text(encoding="utf-8"))  # noqa: S704 - our own file


def _digest(script: str) -> str:
    """What a content security policy needs to let this script run and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
