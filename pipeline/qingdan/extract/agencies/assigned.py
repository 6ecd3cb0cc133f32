"""Who is assigned: names in an agency column, in a closing bracket, in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from qingdan.extract.agencies.listing import INSIDE, TAKEN, masked, split_names
from qingdan.extract.agencies.organisations import Names, names_of
from qingdan.extract.agencies.prose import find_prose_agencies
from qingdan.models.mentions import Anatomy, Mention, Setting
from qingdan.rulepacks import Lexicon, Rule, RuleSet
from qingdan.text.passage import Passage, Range

_NO_NAME = re.compile(
    r"[0-9]{4}年|[0-9]月|[月年季]底|年内|年度|前$|完成|持续|长期|常态|常年|适时|立即|及时|全年|每[年月季周]|见附件|要求|工作$"
    r"|[由的将把按需]|以下简称|^含|^包括|^详见|[？！]"
)
_WORDS = re.compile(r"(?:[\u4e00-\u9fff0-9A-Za-z“”·—\-]|[（〔][^（）〔〕]*[）〕])+")
_SENTENCE = re.compile(
    r"^(?:不?含(?!山)|包括|如(?![东皋])|即(?!墨)|指(?![挥导])|或)|^[^（〔]*(?:[由的把需]|将(?!乐|军)|代表(?![团处大]))"
)
_LONGEST_NAME = 60
_LONGEST = {"cell": 20, "bracket": 10}
_SHORT = 120
"""Characters up to which a cell or bracket is remembered."""
_Read = tuple[tuple[Mention, ...], int]
"""Mentions in order, and the number of items that are no names."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of assignment: a label, a verb, a mark, 会同, a remark."""

    rule: Rule
    start: int
    end: int
    role_span: Range | None
    role: str


@dataclass(slots=True)
class _Reading:
    """What has been read of one cell or bracket."""

    text: str
    breaks: Sequence[int]
    """Where white space was printed that the text does not show."""
    names: Names
    verbs: Lexicon
    """Words that begin a sentence, not a name."""
    setting: str
    plain: str
    """Rule of names that no word assigns."""
    mentions: list[Mention] = field(default_factory=list)
    waiting: list[tuple[int, int, Anatomy, int]] = field(default_factory=list)
    label: _Token | None = None
    second: _Token | None = None
    first_waiting: int = 0
    """Items of `waiting` before 会同."""
    lists: int = 0
    junk: int = 0
    """Items that are no names."""

    def collect(self, start: int, end: int) -> None:
        """Take the names of `text[start:end]` in, their role still open."""
        for a, b, fresh in split_names(self.text, self.breaks, (start, end), self.names):
            self.lists += fresh
            if b - a > _LONGEST_NAME:
                self.junk += 1
                continue
            text = self.text[a:b]
            anatomy = self.names.read(text)
            if self._is_name(text, anatomy):
                self.waiting.append((a, b, anatomy, self.lists))
            else:
                self.junk += not _NO_NAME.search(text)

    def _is_name(self, text: str, anatomy: Anatomy) -> bool:
        if not _WORDS.fullmatch(text) or (anatomy.form in {"bare", "stem"} and len(text) < 2):
            return False
        if anatomy.form == "bare":
            opening = self.verbs.regex.match(text)
            if len(text) > _LONGEST[self.setting] or (opening is not None and opening.end() > 1):
                return False
            return not _NO_NAME.search(text)
        return not _SENTENCE.search(text)

    def assign(self, token: _Token | None, last: int | None = None) -> None:
        """Give the waiting names (the last `last` of them) the role of a token, of the label, or none."""
        count = len(self.waiting) if last is None else last
        first = len(self.waiting) - count
        for index, item in enumerate(self.waiting[first:]):
            supports = self.second is not None and index >= self.first_waiting
            self.mentions.append(self._mention(item, self.second if supports else token or self.label))
        del self.waiting[first:]

    def _mention(self, item: tuple[int, int, Anatomy, int], token: _Token | None) -> Mention:
        start, end, anatomy, number = item
        value: dict[str, object] = {"list": number, "anatomy": anatomy}
        parts: dict[str, Range] = {}
        if token is not None:
            value["role"] = token.role
            parts = {"role": token.role_span} if token.role_span else {}
        return Mention(token.rule.id if token else self.plain, start, end, parts, value)


def _tokens(text: str, rules: RuleSet, setting: Setting) -> list[_Token]:
    """Words of assignment in order; where two overlap the rule of higher priority counts."""
    roles = rules.lexicon("agency.role_word").map
    hidden = masked(text, 0, len(text))
    taken: list[_Token] = []
    for rule in rules.of_kind("agency"):
        if setting not in rule.value["settings"] or rule.value["form"] == "plain":
            continue
        if rule.value["form"] == "aside":
            taken += _open_asides(text, rule, hidden)
            continue
        for match in rule.regex.finditer(text):
            start, end = match.span()
            if hidden[start] == INSIDE or hidden.find(TAKEN, start, end) >= 0:
                continue
            hidden[start:end] = bytes((TAKEN,)) * (end - start)
            word = match.groupdict().get("role")
            span = match.span("role") if word else None
            if rule.value["form"] == "label":
                span = match.span("label")
            role = rule.value.get("role") or roles.get(word or "", "responsible")
            taken.append(_Token(rule, start, end, span, role))
    return sorted(taken, key=lambda t: t.start)


def _open_asides(text: str, rule: Rule, hidden: bytearray) -> Iterator[_Token]:
    """The two ends of each bracket that assigns others than the name before it; what it holds is hidden no more."""
    for match in rule.regex.finditer(text):
        start, end = match.span()
        if hidden.find(TAKEN, start, end) < 0:
            hidden[start:end] = bytes(end - start)
            yield _Token(rule, start, start + 1, match.span("own") if match["own"] else None, "responsible")
            yield _Token(rule, end - 1, end, None, "responsible")


def _take(reading: _Reading, token: _Token) -> None:
    form = token.rule.value["form"]
    if form == "aside":  # a bracket that opens with a role gives it to the name before
        reading.assign(reading.label or token, last=0 if token.role_span else None)
    elif form == "mark":
        reading.assign(token, last=1 if reading.waiting else 0)
    elif form == "verb":
        reading.assign(token)
        reading.second = None
    elif form == "second":
        reading.second, reading.first_waiting = token, len(reading.waiting)
    else:  # a label or a remark closes what came before
        reading.assign(None)
        reading.second, reading.label = None, token if form == "label" else None


def _read(text: str, breaks: tuple[int, ...], rules: RuleSet, setting: Setting) -> _Read:
    plain = next(r.id for r in rules.of_kind("agency") if r.value["form"] == "plain")
    reading = _Reading(text, breaks, names_of(rules), rules.lexicon("actor.boundary"), setting, plain)
    position = 0
    lead_first = False
    for token in _tokens(text, rules, setting):
        reading.collect(position, token.start)
        _take(reading, token)
        lead_first |= token.rule.value["form"] == "note" and "第一" in text[token.start : token.end]
        position = token.end
    reading.collect(position, len(text))
    reading.assign(None)
    mentions = sorted(reading.mentions, key=lambda m: m.start)
    if lead_first and mentions:
        first = mentions[0]
        mentions[0] = Mention("agency.note", first.start, first.end, {}, {**first.value, "role": "lead"})
    return tuple(mentions), reading.junk


_read_again = lru_cache(maxsize=4096)(_read)


def _read_passage(passage: Passage, rules: RuleSet, setting: Setting) -> _Read:
    """Remembered where it is short: a closing bracket is asked for thrice, and cells of agencies repeat."""
    read = _read_again if len(passage) <= _SHORT else _read
    return read(passage.text, passage.breaks, rules, setting)


def reads_whole(passage: Passage, rules: RuleSet) -> bool:
    """Whether the words are names and words of assignment and nothing else, at least one name among them."""
    mentions, junk = _read_passage(passage, rules, "bracket")
    return bool(mentions) and not junk


def find_agencies(
    passage: Passage, rules: RuleSet, setting: Setting, proposed: Sequence[Mention] = ()
) -> tuple[Mention, ...]:
    """Assigned names in order, one mention an item; `parts["role"]` is the word that assigns it, where printed.

    Elliptical items carry their anatomy and the number of their list for the normaliser to write out. `proposed` are
    names in prose beside those that rules find.
    """
    if setting == "prose":
        return find_prose_agencies(passage, rules, proposed)
    return _read_passage(passage, rules, setting)[0]
