"""The anatomy of an organisation's name: class or place before, function within, head at the end."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from qingdan.models.mentions import Anatomy
from qingdan.rulepacks import RuleSet

_COUNT = "0123456789一二三四五六七八九十两多几个家大"
_LEVELS = ("两级", "三级", "四级")


class Names:
    """The lexicons of names, ready for look-ups by ending."""

    def __init__(self, rules: RuleSet) -> None:
        self.heads = rules.lexicon("organisation.head").map
        self.openings = rules.lexicon("organisation.opening").map
        self.areas = rules.lexicon("organisation.area").map
        self.functions = rules.lexicon("organisation.function").map
        self.classes = rules.lexicon("organisation.class").map
        self.generic = rules.lexicon("organisation.generic").map
        self.seats = rules.lexicon("organisation.seat").map
        self.read = lru_cache(maxsize=8192)(self._read)
        """The anatomy of one item; notices repeat their names."""
        self.joined = tuple(f for f in self.functions if "和" in f)
        """Functions whose own name has a 和."""
        self._longest = {id(m): max(map(len, m)) for m in (self.heads, self.areas, self.classes)}

    def _ending(self, text: str, words: Mapping[str, str]) -> str:
        size = self._longest[id(words)]
        return next((text[-n:] for n in range(min(size, len(text)), 0, -1) if text[-n:] in words), "")

    def class_end(self, text: str) -> int:
        """End of the class words (各, 有关) that the text starts with; 0 when none."""
        size = min(self._longest[id(self.classes)], len(text))
        return next((n for n in range(size, 0, -1) if text[:n] in self.classes), 0)

    def kind(self, text: str) -> str | None:
        """Kind of the body that a name names; None where no head closes it."""
        core = text[: -len(_bracket(text))] if _bracket(text) and text not in self.areas else text
        head = self._ending(core, self.heads)
        if not head:
            return None
        opening = next((word for word in self.openings if text.startswith(word)), "")
        sort = self.openings[opening] if opening and self.heads[head] == "agency" else self.heads[head]
        return "class" if self.class_end(text) and sort != "person" else sort

    def function_start(self, text: str) -> int:
        """Where the function starts that the text ends with, after nothing but a class, place or level; else -1."""
        for start in range(len(text)):
            if text[start:] in self.functions and self._is_prefix(text[:start]):
                return start
        return -1

    def _is_prefix(self, text: str) -> bool:
        return not text or text in self.classes or text[-1] in "级直各" or self._ending(text, self.areas) != ""

    def _read(self, text: str) -> Anatomy:
        start = self.function_start(text)
        if start >= 0 and text not in self.heads:
            return Anatomy("stem", prefix=start)
        area = self._ending(text, self.areas)
        if area == "州" and len(text) == 2:
            return Anatomy("bare")  # 温州: the level is in no one's way
        if area and not (len(text) > len(area) and self.kind(text) in {"agency", "party", "institution"}):
            lead = self.class_end(text)
            named = len(text) > max(lead, 0) + len(area) and not lead
            sort = "class" if lead else "government"
            return Anatomy("area", sort, prefix=lead, area=len(text), rank=self.areas[area], named=named)
        kind = self.kind(text)
        if (plain := text.lstrip(_COUNT)) in self.generic and plain not in self.seats:
            return Anatomy("closer", "class", head=len(text) - len(plain))
        return self._name(text, kind) if kind else Anatomy("bare")

    def _name(self, text: str, kind: str) -> Anatomy:
        lead, head = self.class_end(text), 0
        for size in range(1, min(6, len(text)) + 1):
            if text[-size:] in self.heads and (start := self.function_start(text[:-size])) >= 0:
                lead, head = max(lead, start), len(text) - size
                break
        level = text.find("级") + 1
        if not lead and level > 1 and text[level - 2] not in _COUNT and text[level:] in self.generic:
            lead = level
        end, rest, rank = self._area_before(text)
        named = end > 0 and not self.class_end(text) and text[:end] not in self.areas
        return Anatomy("name", kind, lead, end, rest, head, rank, named)

    def _area_before(self, text: str) -> tuple[int, int, str]:
        """End of a leading place, start of a whole body after it, rank of the place."""
        lead = self.class_end(text)
        for end in range(min(len(text) - 1, lead + 14), lead, -1):
            area = self._ending(text[lead:end], self.areas)
            if not area:
                continue
            rest = end + next((len(w) for w in _LEVELS if text.startswith(w, end)), 0)
            if self._starts_body(text[rest:].removeprefix("级")):
                return end, rest, self.areas[area]
        return 0, 0, ""

    def _starts_body(self, text: str) -> bool:
        text = text[: len(text) - len(_bracket(text))]
        if text in self.heads:
            return True
        return any(text[:n] in self.functions for n in range(2, min(12, len(text)) + 1)) and self.kind(text) is not None


def _bracket(text: str) -> str:
    """The bracket that closes a name, opening included."""
    if text[-1:] not in {"）", "〕"}:
        return ""
    opening = max(text.rfind("（"), text.rfind("〔"))
    return text[opening:] if opening > 0 else ""


@lru_cache(maxsize=8)
def names_of(rules: RuleSet) -> Names:
    """The names of a rule set, built once."""
    return Names(rules)
