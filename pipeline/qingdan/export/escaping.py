"""Words of a notice where they could be taken for something else: a formula in a spreadsheet, markup in Markdown."""

from __future__ import annotations

import re

ESCAPED = r"^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
"""Text that a spreadsheet would run as a formula, behind any number of apostrophes."""
_ESCAPED = re.compile(ESCAPED)
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKUP = re.compile(r"[\\`*_{}\[\]#|~$&<>]|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d\d\d)[.)]")


def escape(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula."""
    return "'" + text if _ESCAPED.match(text) else text


def unescape(text: str) -> str:
    """The text as it was before `escape`, whatever it was."""
    return text[1:] if text.startswith("'") and _ESCAPED.match(text) else text


def escape_markdown(text: str | None) -> str:
    """One line that is shown as it is: neither markup nor HTML, link or table cell can begin in it."""
    line = " ".join((text or "").split())
    return _MARKUP.sub(lambda match: _HTML.get(match[0], "\\" + match[0]), line)
