"""Bodies of government and all the ways to print their names, ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Literal

from qingdan.rulepacks.schema import OrganEntry, OrganLevel, OrganName

Kind = Literal["agency", "government", "party", "institution"]
DEFAULT_FORM = "{place}{stem}{head}"
LEVEL_WORDS: Mapping[str, str] = {
    "省": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture",
    "县": "county", "区": "county", "旗": "county",
}  # fmt: skip
"""Words that `{level}` stands for in an alias."""
_OPTIONAL_OPENING = "中共"
"""Printed or not before any party organ."""
PLACE_KEYS = ("place", "seat", "above", "province")
"""What a form of a full name may hold of the place."""
_COUNTS_AS: Mapping[str, tuple[str, ...]] = {
    "province": ("local",), "municipality": ("local",), "prefecture": ("local",), "county": ("local",),
    "league": ("prefecture", "local"), "district": ("county", "local"), "zone": ("county", "local"),
    "city_district": ("county", "local"), "corps": ("prefecture", "local"),
}  # fmt: skip


@dataclass(frozen=True)
class Organ:
    """A duty of government and the bodies that have it."""

    id: str
    label: str
    english: str
    kind: Kind
    names: tuple[OrganName, ...]
    """Those of provinces first."""
    tails: tuple[str, ...]
    pack: str
    source: str | None = None


@dataclass(frozen=True)
class NameForm:
    """One way to print a body's name, as far as it follows the place."""

    organ: Organ
    name: OrganName
    head: str | None
    """Head of the full name; None where the print has none (教育)."""
    openings: tuple[str, ...] = ("",)
    """Words of which one stands before the place; the empty one is none."""
    level_word: str | None = None
    """省, 市 … when the form holds it: 团市委."""
    bare: bool = False
    """The words of the duty alone."""
    central: bool = False
    """Words of the centre's body alone: 国家卫生健康委."""
    full: bool = False
    """Duty and last word are printed unshortened: 交通局, where 交通 is not short for 交通运输."""


def merge_organ(entry: OrganEntry, known: Organ | None, pack: str) -> Organ:
    """An organ with what a pack says of it; names of a division go before general ones, new ones before old."""
    names = (*entry.name, *(known.names if known else ()))
    return Organ(
        entry.id,
        entry.label or (known.label if known else ""),
        entry.english or (known.english if known else ""),
        entry.kind or (known.kind if known else "agency"),
        tuple(sorted(names, key=lambda n: -len(n.division or ""))),
        (*(known.tails if known else ()), *entry.tails),
        known.pack if known else pack,
        entry.source or (known.source if known else None),
    )


def heads_at(name: OrganName, level: str) -> tuple[str, ...]:
    """Heads of the full name at a level, the usual one first; `("",)` for names without heads, () for no such body."""
    if name.heads:
        return tuple(_at(name.heads, level).split())
    everywhere = name.form != DEFAULT_FORM or bool(name.stem)
    here = bool(_at(name.forms, level)) or (everywhere and level != "national")
    return ("",) if here else ()


def varies_at(name: OrganName, level: str) -> bool:
    """True where the same words stand for other full names too."""
    return any(key in name.varies for key in (level, *_COUNTS_AS.get(level, ())))


def full_form(name: OrganName, level: str) -> str:
    """The form of the full name at a level, its stem filled in."""
    return (_at(name.forms, level) or name.form).replace("{stem}", name.stem)


def _at(by_level: Mapping[OrganLevel, str], level: str) -> str:
    """What is given for a level, else for the level that it counts as, else for all local ones."""
    for key in (level, *_COUNTS_AS.get(level, ())):
        if key in by_level:
            return by_level[key]  # type: ignore[index]  # a str that is a key
    return ""


class Organs:
    """All organs in force. Look-up is a dictionary access; the index is built when first used."""

    def __init__(self, organs: Mapping[str, Organ], head_shorts: Mapping[str, str]) -> None:
        self.organs = organs
        self._head_shorts = head_shorts
        self._long = tuple(head_shorts)

    def __getitem__(self, organ_id: str) -> Organ:
        return self.organs[organ_id]

    def __iter__(self) -> Iterator[Organ]:
        return iter(self.organs.values())

    def forms(self, printed: str) -> tuple[NameForm, ...]:
        """All bodies that the words after a place can name; those of divisions first."""
        return self._index.get(printed, ())

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """What can stand before the place, the longest words first; always matches, mostly nothing."""
        found = {o for forms in self._index.values() for form in forms for o in form.openings}
        words = sorted({*found, _OPTIONAL_OPENING, ""}, key=lambda o: (-len(o), o))
        return re.compile("|".join(map(re.escape, words)))

    @cached_property
    def tails(self) -> Mapping[str, Organ]:
        """Last words of bodies that have names of their own."""
        return {tail: organ for organ in self for tail in organ.tails}

    @cached_property
    def _index(self) -> Mapping[str, tuple[NameForm, ...]]:
        index: dict[str, dict[tuple[str, int, str | None, str | None], NameForm]] = {}
        for organ in self:
            for number, name in enumerate(organ.names):
                for printed, form in self._printed(organ, name):
                    key = (organ.id, number, form.head, form.level_word)
                    known = index.setdefault(printed, {}).setdefault(key, form)
                    if known is not form:
                        index[printed][key] = _united(known, form)
        return {printed: tuple(forms.values()) for printed, forms in index.items()}

    def _printed(self, organ: Organ, name: OrganName) -> Iterator[tuple[str, NameForm]]:
        heads = dict.fromkeys(word for words in name.heads.values() for word in words.split())
        stems = (name.stem, *name.short)
        for pattern, stem in product(_patterns(name), stems):
            for head in heads or ("",):
                shorts = self._head_shorts.get(head, "").split() if "{head}" in pattern.text else ()
                known = head if "{head}" in pattern.text or len(heads) < 2 else None
                for word, (text, level) in product((head, *shorts), _levelled(pattern.text)):
                    full = "{stem}" in text and stem == name.stem and word == head
                    form = NameForm(organ, name, known, pattern.openings, level, central=pattern.central, full=full)
                    printed = text.format(stem=stem, head=word)
                    variants = (printed,) if "{head}" in text else self._shortened(printed)
                    yield from ((variant, form) for variant in variants if variant)
        if heads:
            yield from ((stem, NameForm(organ, name, None, bare=True)) for stem in stems if len(stem) > 1)

    def _shortened(self, printed: str) -> Iterator[str]:
        """A name that has no head by itself, and what print makes of its ends: 政府法制办 for 人民政府法制办公室."""
        if not printed.startswith(self._long) and not printed.endswith(self._long):
            yield printed
            return
        words = dict.fromkeys([printed])
        for long, shorts in self._head_shorts.items():
            for word, short in product(tuple(words), shorts.split()):
                if word.startswith(long):
                    words[short + word[len(long) :]] = None
                if word.endswith(long) and word != long:
                    words[word[: -len(long)] + short] = None
        yield from words


@dataclass
class _Pattern:
    """What is printed after the place, for any stem and head."""

    text: str
    openings: tuple[str, ...]
    central: bool


def _united(known: NameForm, other: NameForm) -> NameForm:
    """Two ways to one printed form: what either allows."""
    return replace(
        known,
        openings=tuple(dict.fromkeys((*known.openings, *other.openings))),
        bare=known.bare and other.bare,
        central=known.central and other.central,
        full=known.full or other.full,
    )


def _patterns(name: OrganName) -> list[_Pattern]:
    """All patterns of a name; of a form with a second place inside, the aliases tell what is printed."""
    forms = (name.form, *name.forms.values()) if name.stem or name.form != DEFAULT_FORM else name.forms.values()
    patterns: dict[str, _Pattern] = {}
    for form in (*forms, *name.aliases, *(["{stem}{head}"] if name.stem else [])):
        before, after = _split(form)
        if any(f"{{{key}}}" in before + after for key in PLACE_KEYS):
            continue
        opening = before if before != _OPTIONAL_OPENING else ""
        central = form == name.forms.get("national")
        known = patterns.setdefault(after, _Pattern(after, (opening,), central))
        known.openings = tuple(dict.fromkeys((*known.openings, opening)))
        known.central = known.central and central
    return list(patterns.values())


def _split(form: str) -> tuple[str, str]:
    for key in PLACE_KEYS[:2]:
        before, found, after = form.partition(f"{{{key}}}")
        if found:
            return before, after
    return "", form


def _levelled(pattern: str) -> Iterator[tuple[str, str | None]]:
    if "{level}" not in pattern:
        yield pattern, None
        return
    for word in LEVEL_WORDS:
        yield pattern.replace("{level}", word), word
