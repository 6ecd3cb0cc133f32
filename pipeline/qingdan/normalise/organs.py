"""Printed agency → full official name, duty and place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qingdan.models.places import NATION, Place
from qingdan.normalise.joined_organs import JoinedNames
from qingdan.normalise.seats import OPEN, Gazetteer, Seat, is_level, level_of, short_of
from qingdan.normalise.towns import TownNames
from qingdan.rulepacks import RuleSet
from qingdan.rulepacks.organs import DEFAULT_FORM, Kind, NameForm, full_form, heads_at, varies_at

INFERRED = "canonical_inferred"
RENAMED = "canonical_renamed"
_LONGEST = 60
"""No official name has more characters."""
_PARTY = "中共"
_COMMITTEE = "委"
"""Right after the place it is the Party's committee (县委农村工作领导小组)."""
_ZONE = "development_zone"
_BY_THEMSELVES = (_ZONE, "protected_area")
"""Duties of those who run a zone or a park, which has a name of its own."""
_RUNS_ZONE = "管理委员会"
_TOWN = "township"
_OFFICES = ("办公室",)
_OWN_WORDS = 2
"""A name of its own has at least so many characters."""
_NEAR_CENTRE = ("province", "municipality")
"""Levels whose notices also name ministries without saying so."""
_LOCAL = ("province", "municipality", "prefecture", "county")
_GOVERNMENT = re.compile("(?:人民)?政府$")
"""Print may say whose office it is: 省政府食安办."""
_BRANCH = re.compile(r"(?P<whole>.+(?:[局署委]|委员会))(?P<where>[^局署委]{2,12})(?P<tail>分局|分署)")
_AREAS = ("省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "街道")


@dataclass(frozen=True, slots=True)
class Identity:
    """Which body a name means. All None where nothing is known of it."""

    canonical: str | None = None
    function: str | None = None
    jurisdiction_code: str | None = None
    kind: Kind | None = None
    flags: tuple[str, ...] = ()


UNKNOWN = Identity()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name that a body of a place can bear."""

    form: NameForm
    place: Place
    head: str
    listed: bool
    """Bodies of this level have this head."""
    in_force: bool


class OrganNames:
    """Reads names of agencies as one notice prints them."""

    def __init__(self, rules: RuleSet, gazetteer: Gazetteer, short_names: Mapping[str, str] | None = None) -> None:
        """`short_names`: what the notice itself shortens, to its full words."""
        self._short_names = dict(short_names or {})
        self._organs, self._gazetteer = rules.organs, gazetteer
        self._full_words = rules.lexicon("organ.full_words")
        self._county_words = rules.lexicon("organ.county_words")
        self._units = rules.lexicon("organ.units")
        self._corps = rules.lexicon("organ.corps_forms")
        self._whole = rules.lexicon("organ.whole_tails")
        self._zone_tails = rules.lexicon("organ.zone_tails").words
        self._national = rules.lexicon("organ.national_openings").words
        self._zone_words = rules.lexicon("organ.zone_words").regex
        self._departments = rules.lexicon("organ.departments").words
        self._class = rules.lexicon("organ.class_openings").regex
        self._joined_names, self._towns = JoinedNames(rules, gazetteer), TownNames(rules)
        self.identify = lru_cache(maxsize=1024)(self._identify)

    def _identify(self, name: str, kind: str | None = None) -> Identity:
        """What is known of a body by its printed name, `kind` as the print gives it.

        A class of bodies and a 部门 have a duty but no official name. What stays ambiguous has no `canonical`.
        """
        text = name.partition("（")[0] if name.endswith("）") and not self._organs.forms(name) else name
        if not text or len(text) > _LONGEST:
            return UNKNOWN
        if kind == "class":
            return self._duty(text)
        found = self._read(text, kind)
        if found is None or not found.canonical:
            found = self._composed(text, kind, found or UNKNOWN) or found or self._duty(text)
        return replace(found, flags=()) if found.canonical == text else found

    def _read(self, text: str, kind: str | None) -> Identity | None:
        """The first reading that tells the name, else the first that tells anything."""
        known = None
        for read in (
            self._joined, self._organ, self._defined, self._contracted, self._unit, self._branch, self._own_name,
            self._government, self._town,
        ):  # fmt: skip
            found = read(text, kind)
            if found and found.canonical:
                return replace(found, function=found.function or (known.function if known else None))
            known = known or found
        return known

    def _joined(self, text: str, _: str | None) -> Identity | None:
        """A body of several duties that is printed in full (教育科技和体育局): none of them is its function."""
        return _inferred(self._joined_names.find_full_name(text), "agency")

    def _defined(self, text: str, kind: str | None) -> Identity | None:
        """A name that the notice shortens for its own use, or the office of such a body."""
        for office in ("", *_OFFICES):
            full = self._short_names.get(text.removesuffix(office)) if text.endswith(office) else None
            if full and full + office != text and self._gazetteer.leading(full)[1]:
                return self._organ(full + office, kind) or self._own_name(full + office, kind)
        return None

    def _contracted(self, text: str, _: str | None) -> Identity | None:
        """A body of several duties that print contracts: 发改经信局."""
        return _inferred(self._joined_names.find_contracted_name(text), "agency")

    def _composed(self, text: str, kind: str | None, known: Identity) -> Identity | None:
        """A body that no rule knows at its place. In running text a level before it is not enough."""
        level = text[: self._gazetteer.leading(text)[1]]
        if kind not in ("agency", "institution") and is_level(level):
            return None
        found = _inferred(self._joined_names.find_composed_name(text))
        return replace(found, function=known.function) if found else None

    def _organ(self, text: str, kind: str | None) -> Identity | None:
        """A place and a known duty: 市|卫生健康委. In running text the duty alone names no body."""
        known = None
        for start in range(len(text)):
            forms = [f for f in self._organs.forms(text[start:]) if kind or not f.bare]
            if not start and not kind:
                forms = [f for f in forms if not _is_common_noun(f)]
            known = (self._seated(text[:start], forms) if forms else None) or known
            if known and known.canonical:
                break
        return known

    def _seated(self, before: str, forms: Sequence[NameForm]) -> Identity | None:
        opening = self._organs.opening.match(before)
        for opens in dict.fromkeys((opening[0] if opening else "", "")):
            words = before[len(opens) :]
            fitting = [f for f in forms if _fits(f, opens)]
            level_word = next((f.level_word for f in fitting if f.level_word), None)
            seat = self._gazetteer.by_level(level_word) if level_word and not words else self._gazetteer.seat(words)
            if fitting and seat:
                return self._choose(fitting, seat)
            of_government = _GOVERNMENT.sub("", words)
            if fitting and of_government != words and (seat := self._gazetteer.seat(of_government)):
                found = self._choose(fitting, seat)
                return replace(found, flags=found.flags or (INFERRED,)) if found.canonical else found
        return None

    def _choose(self, forms: Sequence[NameForm], seat: Seat) -> Identity:
        """The one body that the words can mean at the seat; the duty alone where they can mean several."""
        found = _governmental(list(self._candidates(forms, seat)))
        duty = _common(f.organ.id for f in forms)
        if not found:
            return Identity(function=duty, kind=forms[0].organ.kind if duty else None)
        best = max(map(self._rank, found))
        timeless = self._gazetteer.year is None and len({self._full(c) for c in found if c.listed}) > 1
        found = [c for c in found if self._rank(c) == best]
        names = [self._full(c) for c in found]
        first = max(found, key=_is_usual)
        several = len(set(names)) > 1
        if several and any(c.form.organ is not first.form.organ for c in found):
            return Identity(function=duty)
        unsure = several or timeless or self._unsure(first, forms, seat)
        canonical, flags = names[found.index(first)], (INFERRED,) if unsure else ()
        if not first.in_force and (successor := self._successor(first)):
            canonical, flags = self._full(successor), (RENAMED,)
        organ = first.form.organ
        return Identity(canonical, organ.id, first.place.code, organ.kind, flags)

    def _rank(self, candidate: _Candidate) -> tuple[bool, bool, bool, bool, int, bool]:
        """What speaks for a name, the weightiest first. Without a year, names in full go before short ones, and those
        that hold now before past ones."""
        form, timeless = candidate.form, self._gazetteer.year is None
        now = not timeless or form.name.until is None
        as_printed = timeless and form.full
        return candidate.in_force, candidate.listed, as_printed, now, len(form.name.division or ""), form.full

    def _candidates(self, forms: Sequence[NameForm], seat: Seat) -> Iterator[_Candidate]:
        """At the place said; else at the nearest of the notice's own line that has such a body, else at the centre."""
        if seat.place:
            yield from self._at(forms, seat.place)
            return
        for place in (*self._gazetteer.line(), NATION) if seat is not OPEN else ():
            here = [c for c in self._at(forms, place) if c.listed and (self._gazetteer.home or _is_of_centre(c))]
            if here:
                yield from here
                return

    def _at(self, forms: Sequence[NameForm], place: Place) -> Iterator[_Candidate]:
        year, level = self._gazetteer.year, level_of(place)
        for form in forms:
            name = form.name
            heads = heads_at(name, level)
            if (form.central and level != "national") or not heads:
                continue
            if not (place.code or place.parent or "").startswith(name.division or ""):
                continue
            in_force = year is None or (name.since or 0) <= year <= (name.until or year)
            head = heads[0] if form.head is None else form.head
            yield _Candidate(form, place, head, head in heads, in_force)

    def _unsure(self, chosen: _Candidate, forms: Sequence[NameForm], seat: Seat) -> bool:
        level, name = level_of(chosen.place), chosen.form.name
        heads = heads_at(name, level)
        open_head = chosen.form.head is None and len(heads) > 1
        if varies_at(name, level) or open_head or chosen.form.bare or not chosen.in_force or chosen.head != heads[0]:
            return True
        if seat.place:
            return False
        nearest = next(self._gazetteer.line(), NATION)
        if chosen.place is NATION:
            local = (f for f in forms if not f.central)
            elsewhere = nearest is not NATION and any(heads_at(f.name, level_of(nearest)) for f in local)
            return elsewhere or _is_common_noun(chosen.form)
        if chosen.place is not nearest:
            return True
        alike = level in _NEAR_CENTRE or name.form != DEFAULT_FORM
        return alike and any(c.listed for c in self._at(forms, NATION))

    def _successor(self, old: _Candidate) -> _Candidate | None:
        """The name that took the place of one no longer in force; None for a name that came too late."""
        year = self._gazetteer.year or 0
        if (old.form.name.until or year) >= year:
            return None
        forms = [NameForm(old.form.organ, name, None) for name in old.form.organ.names]
        return next((c for c in self._at(forms, old.place) if c.in_force), None)

    def _full(self, candidate: _Candidate) -> str:
        place, level = candidate.place, level_of(candidate.place)
        above = self._gazetteer.above(place)
        form = full_form(candidate.form.name, level)
        if level == "corps":
            form = self._corps.regex.sub(lambda match: self._corps.map[match[0]], form)
        return form.format(
            place="" if place is NATION else place.name,
            seat=short_of(place),
            head=candidate.head,
            above=above[-1].name if above else place.name,
            province=short_of(above[0] if above else place),
        )

    def _unit(self, text: str, kind: str | None) -> Identity | None:
        """A part of a known body: 财政部|办公厅."""
        unit = next((text[start:] for start in range(1, len(text)) if text[start:] in self._units), None)
        body = text.removesuffix(unit or "")
        whole = self._organ(body, kind) or self._own_name(body, kind) if unit else None
        if unit is None or whole is None or whole.canonical is None:
            return None
        return replace(whole, canonical=whole.canonical + self._units.map[unit])

    def _branch(self, text: str, kind: str | None) -> Identity | None:
        """A branch of a known body in a part of its place: 市公安局|婺城|分局."""
        cut = _BRANCH.match(text)
        whole = self._organ(cut["whole"], kind) if cut else None
        if cut is None or whole is None or whole.canonical is None:
            return None
        inside = self._gazetteer.part(cut["where"], whole.jurisdiction_code)
        code, flags = (inside.code, whole.flags) if inside else (None, (*whole.flags, INFERRED))
        rest = cut["where"] + cut["tail"]
        return replace(
            whole, canonical=whole.canonical + rest, jurisdiction_code=code, flags=tuple(dict.fromkeys(flags))
        )

    def _own_name(self, text: str, _: str | None) -> Identity | None:
        """A body with a name of its own (市|中心医院): whole once its place stands before it."""
        tail = next((text[start:] for start in range(len(text)) if text[start:] in self._organs.tails), None)
        if tail is None:
            return None
        organ = self._organs.tails[tail]
        opening = _PARTY if text.startswith(_PARTY) else ""
        seat, end = self._gazetteer.leading(text[len(opening) :])
        words, rest = text[len(opening) : len(opening) + end], text[len(opening) + end :]
        opening = _PARTY if rest.startswith(_COMMITTEE) else opening
        known = Identity(None, organ.id, None, organ.kind)
        if self._class.match(rest) or len(text) - len(tail) < _OWN_WORDS:
            return known
        if text.startswith(self._national) or (tail in self._whole and not is_level(words)):
            code = seat.place.code if seat.place else None
            return replace(known, canonical=self._spelled(text), jurisdiction_code=code)
        if seat.place is None and organ.id in _BY_THEMSELVES:
            name = self._zone_name(text, organ.id, self._is_proper(text.removesuffix(tail)))
            return replace(known, canonical=name, flags=(INFERRED,) if name else ())
        if seat.place is None or len(rest) - len(tail) < _OWN_WORDS:
            return known
        place = seat.place.name if is_level(words) else words
        canonical = self._spelled(opening + place + rest, seat.place)
        guessed = is_level(words) and organ.kind == "institution"
        sure = seat.place.name in place and canonical.endswith(tail) and not guessed
        return Identity(canonical, organ.id, seat.place.code, organ.kind, () if sure else (INFERRED,))

    def _zone_name(self, text: str, organ: str, proper: bool) -> str | None:
        """Who runs a zone, by its own name, else as the one zone of the notice's place (高新区管委会)."""
        home = next(self._gazetteer.line(), None)
        if proper:
            return self._spelled(text)
        return home.name + self._spelled(text, home) if organ == _ZONE and home and home.code else None

    def _is_proper(self, zone: str) -> bool:
        """True for the name of one zone (云龙示范区), not the words for any (开发区)."""
        return len(self._zone_words.sub("", zone)) >= _OWN_WORDS

    def _spelled(self, name: str, place: Place | None = None) -> str:
        """A name with the full words for short ones (高新区管委会), as they are at the place."""
        of_county = place and place.level == "county" and not place.name.endswith("市")
        local = self._county_words.map if of_county else {}
        full = {**self._full_words.map, **local}
        return self._full_words.regex.sub(lambda match: full[match[0]], name)

    def _government(self, text: str, kind: str | None) -> Identity | None:
        """A place that stands for its government."""
        if kind not in (None, "government"):
            return None
        seat = self._gazetteer.seat(text)
        if seat is None and text.endswith(self._zone_tails):
            inside, end = self._gazetteer.leading(text)
            if end > 1 and inside.place is not None:
                return Identity(self._spelled(text) + _RUNS_ZONE, _ZONE, None, "government", (INFERRED,))
        if seat is None or seat.place is None or seat.place is NATION:
            return None
        found = self._choose(self._organs.forms("政府") or self._organs.forms("管委会"), seat)
        return replace(found, flags=(INFERRED,)) if found.canonical else None

    def _town(self, text: str, kind: str | None) -> Identity | None:
        """A town that stands for its government or Party committee, or a body of one town, whole as printed."""
        if kind in ("government", "party") and (name := self._towns.find_government(text)):
            return Identity(name, _TOWN if kind == "government" else None, None, None, (INFERRED,))
        body = self._towns.find_body(text) if kind in ("agency", "institution") else None
        return Identity(body) if body else None

    def _duty(self, text: str) -> Identity:
        """What a class of bodies or a body of an unknown place does."""
        ends = (len(text) - len(word) for word in self._departments if text.endswith(word))
        for end in (len(text), *sorted(ends, reverse=True)):
            for start in range(end):
                duty = _duty_of(self._organs.forms(text[start:end]))
                if duty and (not start or self._is_class(text[:start])):
                    return Identity(function=duty)
        return Identity(function="government") if self._class.match(text) and text.endswith(_AREAS) else UNKNOWN

    def _is_class(self, words: str) -> bool:
        """True for words that tell whose bodies, not which: 各区, 县级, 国务院有关."""
        return words.endswith(_AREAS) or self._class.match(words) is not None or self._gazetteer.seat(words) is not None


def _inferred(found: tuple[str, Place] | None, kind: Kind | None = None) -> Identity | None:
    """A name that was put together: none of its duties is the body's function."""
    return Identity(found[0], None, found[1].code, kind, (INFERRED,)) if found else None


def _duty_of(forms: Sequence[NameForm]) -> str | None:
    """The one duty that the words name; that of the government where a Party organ has the same words."""
    alone = [form for form in forms if "" in form.openings]
    agencies = [form for form in alone if form.organ.kind == "agency"]
    return _common(form.organ.id for form in agencies or alone)


def _fits(form: NameForm, opening: str) -> bool:
    of_party = form.organ.kind in {"party", "institution"} and "" in form.openings
    return opening in form.openings or (opening == _PARTY and of_party)


def _is_common_noun(form: NameForm) -> bool:
    """A name whose words after the place are a word for any such body: 政府, 法院, 工会."""
    return bool(form.name.stem) and not form.name.heads


def _is_of_centre(candidate: _Candidate) -> bool:
    """True for a body whose name no place shares: 财政部, 国家统计局 are of the centre whoever writes."""
    return candidate.form.central or not any(candidate.head in heads_at(candidate.form.name, level) for level in _LOCAL)


def _governmental(found: list[_Candidate]) -> list[_Candidate]:
    """Without 委 before it, words that the government and the Party share (外办) name the government's body."""
    return [c for c in found if c.form.organ.kind != "party"] or found


def _is_usual(candidate: _Candidate) -> bool:
    return candidate.head == heads_at(candidate.form.name, level_of(candidate.place))[0]


def _common(ids: Iterable[str]) -> str | None:
    found = set(ids)
    return found.pop() if len(found) == 1 else None
