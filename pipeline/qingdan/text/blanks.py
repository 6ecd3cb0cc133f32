"""Characters that print nothing at the edges of a line."""

from __future__ import annotations

BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\u200b\u200c\u200d\u2060\ufeff"
"""White space of any width, and the zero-width characters that editors leave behind."""
