"""Writing out elliptical lists: 婺城区、金东区卫生健康局 names two bureaus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qingdan.models.mentions import Anatomy
from qingdan.text.passage import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Anatomy):
    """One printed item of a list and its anatomy. `start` counts in the passage's view, all else in the item."""

    text: str
    start: int
    role: int
    """Index of the mention that the item comes from."""

    @classmethod
    def of(cls, anatomy: Anatomy, text: str, start: int, role: int) -> Item:
        """The item that a name of this anatomy is."""
        fields = {name: getattr(anatomy, name) for name in Anatomy.__slots__}
        return cls(**fields, text=text, start=start, role=role)

    def piece(self, start: int, end: int | None = None) -> Range:
        """Offsets in the view of a part of the item."""
        return self.start + start, self.start + (len(self.text) if end is None else end)


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """A name of its own and where its pieces stand in the view, in reading order of the name."""

    item: Item
    pieces: tuple[Range, ...]
    kind: str | None


_ZONE_HEADS = ("管委会", "管理委员会", "办事处", "街道办")
_SEATS = ("人民政府", "政府", "党委", "党组")
"""Bodies that every level has: 各乡镇党委、政府 shares more than 各."""
_GENERIC = (*_SEATS, "街道办事处", "街道办", "街道", "村委会", "居委会", "管委会")
_FAR = 40
"""How many items may share one head."""


def write_out(items: Sequence[Item]) -> tuple[WrittenOut, ...]:
    """Names of one list, each complete. Items that nothing completes stay as they are printed."""
    found: list[WrittenOut] = []
    for index, item in enumerate(items):
        if item.form == "closer":
            found += _closer(items, index)
            continue
        tail = _tail(items, index)
        pieces = (_prefix(items, index), *_own(items, index), tail)
        found.append(WrittenOut(item, _merge([p for p in pieces if p]), _kind(items, index, tail)))
    return tuple(found)


def _own(items: Sequence[Item], index: int) -> tuple[Range, ...]:
    """The item's own characters; 两级 between a place and its body says nothing more once written out."""
    item = items[index]
    if index and items[index - 1].form == "area" and item.form == "name" and item.rest > item.area:
        return item.piece(0, item.area), item.piece(item.rest)
    return (item.piece(0),)


def _tail(items: Sequence[Item], index: int) -> Range | None:
    """What a later item holds for this one: the office after a function, the body after a place."""
    item = items[index]
    if item.form == "stem":
        return next((_head(i) for i in items[index + 1 : index + _FAR] if i.form in {"name", "closer"}), None)
    if item.form == "area":
        return _body(item, next((i for i in items[index + 1 : index + _FAR] if i.form != "area"), None))
    if item.form == "bare":
        return _level_and_body(item, next((i for i in items[index + 1 : index + _FAR] if i.form != "bare"), None))
    return None


def _head(closing: Item) -> Range | None:
    if closing.form == "closer":
        return closing.piece(closing.head)
    if closing.kind == "class" and not closing.head and closing.text.endswith("部门"):
        return closing.piece(len(closing.text) - 2)
    return closing.piece(closing.head) if closing.head else None


def _body(item: Item, closing: Item | None) -> Range | None:
    if closing is None or closing.form != "name" or not closing.rest:
        return None
    if item.named != closing.named and "zone" not in (item.rank, closing.rank):
        return None
    body = closing.text[closing.rest :]
    if body in _ZONE_HEADS and item.rank != closing.rank:
        return None
    finer = "zone" in (item.rank, closing.rank) or item.rank <= closing.rank
    cities = item.kind == "class" and closing.text[: closing.rest] == "市" and body in _SEATS  # 各区、市政府
    return closing.piece(closing.rest) if finer or cities else None


def _level_and_body(item: Item, closing: Item | None) -> Range | None:
    """济南、青岛市政府: bare places share the level too."""
    if closing is None or not (closing.named and closing.rest) or not 2 <= len(item.text) <= 3:
        return None
    return closing.piece(closing.area - 1)


def _prefix(items: Sequence[Item], index: int) -> Range | None:
    """各 or a level that an earlier item prints for all (各市、县人民政府; 县级党委、政府; 省教育、财政厅)."""
    item = items[index]
    if item.prefix or item.form == "closer":
        return None
    before = next((i for i in reversed(items[max(0, index - _FAR) : index]) if i.prefix or i.form == "name"), None)
    shared = _shared(item, before) if before else 0
    return before.piece(0, shared) if before and shared else None


def _shared(item: Item, before: Item) -> int:
    """How many characters at the front of an earlier item hold for this one too."""
    official = before.kind in {"class", "party", "government"}
    if item.text in _SEATS and before.rest and official:
        return max(before.prefix, before.rest)
    place, body = item.form == "area", item.form == "name"
    peers = before.rank <= item.rank or (before.kind == "class" and item.text == "市")
    shares = (
        (place and not item.named and before.form == "area" and peers)
        or (body and item.rest and not item.named and before.form == "area" and _body(before, item))
        or (item.text in _GENERIC and not before.rest and official)
        or (before.form == "stem" and (item.form == "stem" or (body and item.head > 0)))
    )
    return before.prefix if shares else 0


def _kind(items: Sequence[Item], index: int, tail: Range | None) -> str | None:
    item = items[index]
    if tail is None:
        return "class" if (p := _prefix(items, index)) and _is_class(items, p) else item.kind
    closing = next(i for i in items[index + 1 : index + _FAR] if i.start <= tail[0] < i.start + len(i.text))
    return item.kind if item.kind == "class" else closing.kind


def _is_class(items: Sequence[Item], prefix: Range) -> bool:
    return any(i.kind == "class" and i.start == prefix[0] for i in items)


def _closer(items: Sequence[Item], index: int) -> list[WrittenOut]:
    """等部门 after names says nothing; after a class it takes the class's word (各有关部门、单位)."""
    item = items[index]
    before = next((i for i in reversed(items[max(0, index - _FAR) : index]) if i.prefix and i.kind == "class"), None)
    if item.head or before is None or items[index - 1] is not before or before.form == "stem":
        return []
    return [WrittenOut(replace(item, form="name"), (before.piece(0, before.prefix), item.piece(0)), "class")]


def _merge(pieces: list[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for a, b in pieces:
        if merged and merged[-1][1] == a:
            merged[-1] = (merged[-1][0], b)
        else:
            merged.append((a, b))
    return tuple(merged)
