"""Text that a spreadsheet would run as a formula, made harmless and brought back."""

from __future__ import annotations

import re

ESCAPED = r"^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
"""Text that a spreadsheet would run as a formula, behind any number of apostrophes."""
_ESCAPED = re.compile(ESCAPED)


def escape(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula."""
    return "'" + text if _ESCAPED.match(text) else text


def unescape(text: str) -> str:
    """The text as it was before `escape`, whatever it was."""
    return text[1:] if text.startswith("'") and _ESCAPED.match(text) else text
