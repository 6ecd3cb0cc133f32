"""Documents that a text cites, by title or by number."""

from __future__ import annotations

import re

from qingdan.models.mentions import Mention
from qingdan.rulepacks import Lexicon, RuleSet
from qingdan.text.passage import Passage

_AROUND = 42
"""How far before a title the word stands that says why it is cited, in characters."""
_MARK = 14
"""Longest issuer's mark (发文机关代字), in characters."""
_LAST = re.compile(r"(?:（[^（）]{1,20}）|〔[^〔〕]{1,20}〕)+$")
_FROM = re.compile(r"自(?![然资治])")
"""自…印发之日起; marks of natural resources and of autonomous regions begin with 自 too."""
_MARK_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]+")
_LISTED = re.compile(r"(?:《[^《》]{1,200}》(?:（[^（）]{1,40}）)?[、和及与以]{0,2})+$")


def _is_document(title: str, rules: RuleSet) -> bool:
    """Whether a title names a document. The short names of definitions (《方案》, 《实施方案》) and forms do not."""
    core = _LAST.sub("", title)
    kind = next((w for w in sorted(rules.lexicon("reference.document_type").words, key=len) if core.endswith(w)), None)
    if kind is None:
        return False
    left = core
    for words in (rules.lexicon("reference.document_type"), rules.lexicon("reference.plain_word")):
        left = words.regex.sub("", left)
    return bool(left)


def _mark_start(passage: Passage, year: int, lead_in: Lexicon) -> int:
    """Where the issuer's mark before a year begins: after a break, a stop, or a word such as 按照."""
    text, start = passage.text, year
    while start > max(0, year - _MARK) and _MARK_WORDS.match(text[start - 1]):
        if start < year and passage.origin(start) != passage.origin(start - 1) + 1:
            break
        start -= 1
    last = max((m.end() for m in lead_in.regex.finditer(text, start, year)), default=start)
    start = last if last < year else start
    return start + (_FROM.match(text, start) is not None)


def _relation(text: str, start: int, end: int, words: Lexicon) -> str:
    """What the words around say, those after it first where they end it (同时废止)."""
    after = re.split(r"[，。；《]", text[end : end + 16], maxsplit=1)[0]
    closing = next((m[0] for m in words.regex.finditer(after) if words.map[m[0]] == "repeals"), None)
    if closing:
        return "repeals"
    if re.match(r"(?:进行|作(?:出|如下)|予以)?(?:修订|修改|修正)|的(?:修订|修改)", after):
        return "amends"
    before = text[max(0, start - 400) : start]
    before = before[: len(before) - len(m[0])] if (m := _LISTED.search(before)) else before
    clause = re.split(r"[。；！？，]", before)[-1][-_AROUND:]
    hits = list(words.regex.finditer(clause))
    return words.map[hits[-1][0]] if hits and words.map[hits[-1][0]] != "repeals" else "cites"


def find_references(passage: Passage, rules: RuleSet) -> tuple[Mention, ...]:
    """Citations in order. `parts`: `title` without its marks, `number`; `value["relation"]`."""
    text = passage.text
    if "《" not in text and "号" not in text:
        return ()
    words, lead_in = rules.lexicon("reference.relation"), rules.lexicon("reference.lead_in")
    found: list[Mention] = []
    taken = bytearray(len(text))
    for rule in rules.of_kind("reference"):
        for match in rule.regex.finditer(text):
            start, end = match.span()
            if taken.find(1, start, end) >= 0:
                continue
            parts = {name: match.span(name) for name in ("title", "number") if match.groupdict().get(name)}
            if rule.value["form"] == "number":
                start = _mark_start(passage, start, lead_in)
                parts = {"number": (start, end)}
                if match.start() - start < 2:
                    continue
            elif "number" not in parts and not _is_document(match["title"], rules):
                continue
            taken[start:end] = b"\1" * (end - start)
            found.append(Mention(rule.id, start, end, parts, {"relation": _relation(text, start, end, words)}))
    return tuple(sorted(found, key=lambda m: m.start))
