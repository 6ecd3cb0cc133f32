"""The title that a page gives in its head, for pages that do not print it among their words."""

from __future__ import annotations

import re

from qingdan.readers.html.markup import Page
from qingdan.rulepacks import load_rules
from qingdan.text.passage import Passage

_PARTS = re.compile(r"\s*(?:_+|[|｜]|-{2,}|——)\s*|\s+[-–—]\s+")
_LONGEST = 300


def find_page_title(page: Page) -> str | None:
    """The title in `ArticleTitle` or `<title>`, site names cut off; None where it names no document."""
    article = page.parser.css_first("meta[name='ArticleTitle' i]")
    shown = page.parser.css_first("title")
    written = [article.attributes.get("content") if article else None, shown.text() if shown else None]
    patterns = [rule.regex for rule in load_rules().of_kind("title")]
    for title in written:
        for part in _PARTS.split(" ".join((title or "")[:_LONGEST].split())):
            if any(pattern.fullmatch(Passage.of(part).text) for pattern in patterns):
                return part
    return None
