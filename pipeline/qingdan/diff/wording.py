"""Two texts of a task: which words were kept, and whether the duty itself changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from qingdan.diff.words import Piece, cut_words
from qingdan.models.diff import Change, Detail, Direction, Mark
from qingdan.rulepacks import RuleSet

_WORK = 400_000
"""Two texts with more equal pieces than this, each counted with each, are not compared piece by piece."""
_CRUMB = 2
"""Characters kept between two rewritten runs that are no words kept."""
_STOP_WEIGHT = 8
"""A stop is kept between runs of fewer characters than so many."""
_ELLIPSIS = "…"
_STOPS = "，。；、：“”（）"
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
    told = tuple(_without_crumbs(edits))
    marks = tuple(Mark(kept=kept, old=_text(before), new=_text(after)) for before, after, kept in told)
    wording = Change(kind="wording", field="text", old=old, new=new, detail=Detail(marks=marks))
    direction = _direction(gone, come)
    if direction is None:
        return (wording,)
    lost = _ELLIPSIS.join(_content(before for before, _, kept in told if not kept))
    won = _ELLIPSIS.join(_content(after for _, after, kept in told if not kept))
    return wording, Change(
        kind="scope_changed", field="text", old=lost or None, new=won or None, detail=Detail(direction=direction)
    )


def _content(runs: Iterable[Sequence[Piece]]) -> Iterator[str]:
    """The runs that say something of the duty, without the punctuation around them."""
    for run in runs:
        if any(piece.sort in {"scope", "content"} for piece in run):
            yield _text(run).strip(_STOPS)


def _without_crumbs(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Edits without the few characters that two rewritten runs share by chance: they join the runs around them."""
    held: Edit = ((), (), False)
    for i, edit in enumerate(edits):
        before, after, kept = edit
        joins = not kept or (held[0] + held[1] and i + 1 < len(edits) and _is_crumb(before, held, edits[i + 1]))
        if joins:
            held = (held[0] + before, held[1] + after, False)
            continue
        if held[0] + held[1]:
            yield held
            held = ((), (), False)
        yield edit
    if held[0] + held[1]:
        yield held


def _is_crumb(kept: Sequence[Piece], left: Edit, right: Edit) -> bool:
    """Shorter than what was rewritten on both sides; a stop parts runs unless they are long."""
    length = len(_text(kept))
    stops = all(piece.sort == "mark" for piece in kept)
    rewritten = min(max(len(_text(edit[0])), len(_text(edit[1]))) for edit in (left, right))
    return length <= _CRUMB and length * (_STOP_WEIGHT if stops else 1) <= rewritten


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
