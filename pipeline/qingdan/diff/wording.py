"""Two texts of a task: which words were kept, and whether the duty itself changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from qingdan.diff.words import Piece, cut_words
from qingdan.models.diff import Change, Detail, Direction, Mark
from qingdan.rulepacks import RuleSet

_WORK = 400_000
"""Two texts with more equal pieces than this, each counted with each, are not compared piece by piece."""
_CONTENT = 2
"""Characters of content that came or went before the duty counts as changed."""

Edit = tuple[tuple[Piece, ...], tuple[Piece, ...], bool]
"""Old pieces, new pieces, kept."""


def diff_wording(old: str, new: str, rules: RuleSet) -> tuple[Change, ...]:
    """`wording` with its marks, and `scope_changed` where content came or went; figures and punctuation aside."""
    edits = tuple(_edits(cut_words(old, rules), cut_words(new, rules)))
    gone = [piece for before, _, kept in edits if not kept for piece in before]
    come = [piece for _, after, kept in edits if not kept for piece in after]
    if not any(piece.sort in {"style", "scope", "content"} for piece in (*gone, *come)):
        return ()
    marks = tuple(Mark(kept=kept, old=_text(before), new=_text(after)) for before, after, kept in edits)
    wording = Change(kind="wording", field="text", old=old, new=new, detail=Detail(marks=marks))
    direction = _direction(gone, come)
    if direction is None:
        return (wording,)
    return wording, Change(
        kind="scope_changed", field="text", old=_text(gone), new=_text(come), detail=Detail(direction=direction)
    )


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _edits(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Edit]:
    before, after = [p.text for p in old], [p.text for p in new]
    counts = Counter(after)
    if sum(counts[word] for word in before) > _WORK and before != after:
        yield tuple(old), tuple(new), False
        return
    for tag, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield tuple(old[i:j]), tuple(new[k:n]), tag == "equal"


def _weight(pieces: Sequence[Piece], others: Sequence[Piece]) -> int:
    """Characters of content that do not stand among the others; a word of scope counts as content."""
    known = {piece.text for piece in others}
    return sum(
        len(piece.text) if piece.sort == "content" else _CONTENT
        for piece in pieces
        if piece.sort in {"content", "scope"} and piece.text not in known
    )


def _direction(gone: Sequence[Piece], come: Sequence[Piece]) -> Direction | None:
    narrower, wider = (_weight(a, b) >= _CONTENT for a, b in ((gone, come), (come, gone)))
    if wider and narrower:
        return "replaced"
    return "wider" if wider else "narrower" if narrower else None
