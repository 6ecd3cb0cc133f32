"""Responsibilities and actors from the places where organisations are named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Literal

from qingdan.models.mentions import Mention
from qingdan.models.values import Actor, Responsibility
from qingdan.normalise.ellipsis import Item, WrittenOut, write_out
from qingdan.normalise.evidence import read_spans, spans_of
from qingdan.text.passage import Passage, Range

Role = Literal["lead", "support", "responsible"]
_GLOSS = re.compile(r"（[^（）]*(?:简称|下称|统称)[^（）]*）")
_RANK = {"lead": 0, "responsible": 1, "support": 2}


def _items(passage: Passage, mentions: Sequence[Mention]) -> Iterator[Item]:
    for index, mention in enumerate(mentions):
        text = passage.text[mention.start : mention.end]
        yield Item.of(mention.value["anatomy"], text, mention.start, index)


def _names(passage: Passage, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, WrittenOut]]:
    """Each name of the mentions, lists written out one by one."""
    for _, group in groupby(mentions, key=lambda m: m.value.get("list")):
        members = tuple(group)
        for name in write_out(tuple(_items(passage, members))):
            glossed = "称" in name.item.text
            pieces = tuple(p for piece in name.pieces for p in _without_gloss(passage.text, *piece))
            yield members[name.item.role], replace(name, pieces=pieces) if glossed else name


def _without_gloss(text: str, start: int, end: int) -> Iterator[Range]:
    """A piece without its （以下简称…）."""
    for gloss in _GLOSS.finditer(text, start, end):
        yield start, gloss.start()
        start = gloss.end()
    if end > start:
        yield start, end


def _proposed(mention: Mention) -> dict[str, Any]:
    """Who found the name, where that was not a rule."""
    return {"origin": "ner", "flags": ("name_proposed",)} if mention.value.get("origin") == "ner" else {}


def _name(passage: Passage, written: WrittenOut) -> str:
    return "".join(passage.text[a:b] for a, b in written.pieces)


def build_responsibilities(
    passage: Passage, mentions: Sequence[Mention], default_role: Role = "responsible"
) -> tuple[Responsibility, ...]:
    """Assigned bodies in order, each once; `default_role` is the column's, for names that print none."""
    found: dict[str, Responsibility] = {}
    for mention, written in _names(passage, mentions):
        name = _name(passage, written)
        role: Role = mention.value.get("role") or default_role
        known = found.get(name)
        if known is not None and _RANK[known.role] <= _RANK[role]:
            continue
        spans = spans_of(passage, *written.pieces)
        role_raw = passage.text[slice(*mention.parts["role"])] if "role" in mention.parts else None
        kind = "person" if written.kind is None and role_raw and role_raw.endswith(("领导", "人")) else written.kind
        found[name] = Responsibility(
            raw=read_spans(passage.source, spans), spans=spans, rule=mention.rule,
            name=name, role=role, role_raw=role_raw, kind=kind, **_proposed(mention),
        )  # fmt: skip
    return tuple(found.values())


def promote_first(responsibilities: Sequence[Responsibility]) -> tuple[Responsibility, ...]:
    """The first of a plain list as lead, flagged, where the notice says that the first place leads; no class is one."""
    if not responsibilities or any(r.role != "responsible" for r in responsibilities):
        return tuple(responsibilities)
    first = responsibilities[0]
    if first.kind == "class":
        return tuple(responsibilities)
    lead = first.model_copy(update={"role": "lead", "flags": (*first.flags, "lead_by_order")})
    return (lead, *responsibilities[1:])


def build_actors(passage: Passage, mentions: Iterable[Mention]) -> tuple[Actor, ...]:
    """Organisations that running text names, each once, lists written out."""
    found: dict[str, Actor] = {}
    for mention, written in _names(passage, tuple(mentions)):
        name = _name(passage, written)
        if name not in found:
            spans = spans_of(passage, *written.pieces)
            raw = read_spans(passage.source, spans)
            found[name] = Actor(raw=raw, spans=spans, rule=mention.rule, name=name, **_proposed(mention))
    return tuple(found.values())
