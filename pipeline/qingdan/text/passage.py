"""A folded view of some pieces of a text that remembers where each character came from.

Rules match on the view; evidence points into the text, which is never altered. Whole-text NFKC is
wrong for notices (it turns ①完成 into 1完成 and every （ into an ASCII bracket), so folding is per
character and keeps what carries meaning.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

Range = tuple[int, int]
"""Start and end offset in code points, end exclusive."""


def _single(code: int) -> str | None:
    """The one-character compatibility form of a code point, if it has one."""
    folded = unicodedata.normalize("NFKC", chr(code))
    return folded if len(folded) == 1 and folded != chr(code) else None


def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}  # full-width digits
    table |= {code: chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    for start, end in ((0x2E80, 0x2FE0), (0xF900, 0xFB00)):  # radicals, compatibility ideographs
        table |= {code: one for code in range(start, end) if (one := _single(code))}
    table |= {code: " " for code in range(0x3001) if chr(code).isspace() and chr(code) not in " \n"}
    table |= dict.fromkeys(map(ord, "–―─‒−－"), "—")
    table |= dict.fromkeys(map(ord, "‐‑"), "-")
    table |= {ord(a): b for a, b in zip("(),;:!?", "（），；：！？", strict=True)}
    table |= {ord(a): b for a, b in zip("％﹪．﹒～∼﹝﹞﹙﹚○◯＋＝＜＞／", "%%..~~〔〕（）〇〇+=<>/", strict=True)}
    return table


# Radicals of the supplement have no compatibility form; these are the ones that fonts put in place of the character.
_RADICALS = dict(
    zip(
        "⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "民母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_FOLD = {chr(code): folded for code, folded in _fold_table().items()} | _RADICALS
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLD))}]")
"""Found in one go, since few characters of a notice are folded: `str.translate` asks a dictionary for each."""
_GAP = re.compile("[\\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]+")
_WORD = re.compile(r"[0-9A-Za-z]")
_ROUND = re.compile("[OoΟοОо0]")
_ROUND_YEAR = re.compile(
    rf"[一二](?:[^\S\n]{{0,4}}(?:[〇零一二三四五六七八九]|{_ROUND.pattern})){{3}}(?=[^\S\n]{{0,4}}年)"
)
"""A year in Chinese digits whose round sign (〇) may be typed as a letter or a nought."""
_SPREAD = re.compile(r"(?<![0-9])[0-9](?:[^\S\n]+[0-9](?![0-9]))+")


def _keeps_space(text: str, start: int, end: int, spread: list[Range]) -> bool:
    """White space means nothing except between two ASCII words, and not inside spread digits."""
    if start == 0 or end == len(text):
        return False
    before, after = text[start - 1], text[end]
    if not (_WORD.match(before) and _WORD.match(after)):
        return False
    if not any(c.isspace() for c in text[start:end]):
        return False  # zero-width characters alone
    if before.isdigit() and after.isdigit():
        return "\n" not in text[start:end] and not any(a < start and end < b for a, b in spread)
    return True


def _fold(source: str) -> str:
    folded = _FOLDED.sub(lambda character: _FOLD[character[0]], source)
    return _ROUND_YEAR.sub(lambda year: _ROUND.sub("〇", year[0]), folded)


_fold_again = lru_cache(maxsize=4)(_fold)
_SHORT = 200
"""Characters up to which a source is folded each time, so that few words never take the place of a notice."""


def fold_text(source: str) -> str:
    """The whole source folded character by character, white space still in; offsets stay the same."""
    return _fold(source) if len(source) <= _SHORT else _fold_again(source)


def _visible(folded: str, start: int, end: int) -> list[Range]:
    """The runs of a piece that are in the view: white space out, but one character of it between Latin words."""
    if _GAP.search(folded, start, end) is None:
        return [(start, end)]
    piece = folded[start:end]
    spread = [m.span() for m in _SPREAD.finditer(piece)]
    runs: list[Range] = []
    position = start
    for gap in _GAP.finditer(piece):
        a, b = gap.span()
        if start + a > position:
            runs.append((position, start + a))
        if _keeps_space(piece, a, b, spread):
            runs.append((start + a, start + a + 1))
        position = start + b
    if position < end:
        runs.append((position, end))
    return runs


def fold_words(source: str, start: int, end: int) -> str:
    """What the passage of `source[start:end]` reads, for those who need no way back to the source."""
    folded = fold_text(source)
    return "".join([folded[a:b] for a, b in _visible(folded, start, end)]).replace("\n", " ") if start < end else ""


class Passage:
    """Pieces of a text read as one: a clause, a cell torn by a page break, a whole notice.

    `text` is the folded view that rules match on; offsets given to the methods count in it.
    """

    __slots__ = ("_ends", "_pieces", "_ranges", "source", "text")

    def __init__(self, source: str, ranges: Iterable[Range]) -> None:
        self._ranges: tuple[Range, ...] | None = tuple((a, b) for a, b in ranges if b > a)
        folded = fold_text(source)
        pieces = [run for start, end in self._ranges for run in _visible(folded, start, end)]
        self._build(source, pieces, "".join([folded[a:b] for a, b in pieces]).replace("\n", " "))

    @classmethod
    def _of_pieces(cls, source: str, pieces: list[Range], text: str) -> Passage:
        passage = cls.__new__(cls)
        passage._ranges = None
        passage._build(source, pieces, text)
        return passage

    def _build(self, source: str, pieces: list[Range], text: str) -> None:
        self.source = source
        """The whole text that the pieces lie in."""
        self._pieces = pieces
        self._ends = list(accumulate([b - a for a, b in pieces])) if len(pieces) > 1 else [len(text)]
        self.text = text

    @property
    def ranges(self) -> tuple[Range, ...]:
        """The pieces of the source, in reading order, white space between them included."""
        if self._ranges is None:
            self._ranges = self.ranges_of(0, len(self.text))
        return self._ranges

    @classmethod
    def of(cls, text: str) -> Passage:
        """The passage that is a whole text."""
        return cls(text, ((0, len(text)),))

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Passage) and self.ranges == other.ranges and self.source == other.source

    def __hash__(self) -> int:
        return hash(self.ranges)

    def __repr__(self) -> str:
        return f"Passage({self.text!r})"

    @property
    def breaks(self) -> tuple[int, ...]:
        """Offsets inside the view at which two characters meet that are printed apart."""
        meeting = zip(self._ends, self._pieces, self._pieces[1:], strict=False)
        return tuple(offset for offset, (_, end), (start, _) in meeting if start != end)

    def origin(self, offset: int) -> int:
        """Where the character at `offset` of the view stands in the source."""
        index = bisect_right(self._ends, offset)
        end = self._pieces[index][1]
        return end - (self._ends[index] - offset)

    def ranges_of(self, start: int, end: int) -> tuple[Range, ...]:
        """The source ranges that read `text[start:end]`, split only where other words stand between."""
        runs = self._runs(start, end)
        if len(runs) < 2:
            return tuple(runs)
        found: list[Range] = []
        for a, b in runs:
            if found and self._only_gap(found[-1][1], a):
                found[-1] = (found[-1][0], b)
            else:
                found.append((a, b))
        return tuple(found)

    def _runs(self, start: int, end: int) -> list[Range]:
        """The visible runs behind `text[start:end]`."""
        start, end = max(start, 0), min(end, len(self.text))
        if end <= start:
            return []
        if len(self._pieces) == 1:
            shift = self._pieces[0][0]
            return [(shift + start, shift + end)]
        first, last = bisect_right(self._ends, start), bisect_right(self._ends, end - 1)
        runs = self._pieces[first : last + 1]
        runs[-1] = (runs[-1][0], self._pieces[last][1] - (self._ends[last] - end))
        runs[0] = (self._pieces[first][1] - (self._ends[first] - start), runs[0][1])
        return runs

    def _only_gap(self, start: int, end: int) -> bool:
        return start == end or (start < end and _GAP.fullmatch(self.source, start, end) is not None)

    def slice(self, start: int, end: int) -> Passage:
        """The part of this passage that reads `text[start:end]`."""
        return Passage._of_pieces(self.source, self._runs(start, end), self.text[max(start, 0) : max(end, 0)])

    def raw(self, start: int = 0, end: int | None = None) -> str:
        """The printed words behind `text[start:end]`, as in the source, pieces joined."""
        end = len(self.text) if end is None else end
        return "".join(self.source[a:b] for a, b in self.ranges_of(start, end))

    @property
    def printed(self) -> str:
        """The printed characters, broken lines joined: white space only between words of Latin letters."""
        return " ".join("".join(self.source[a:b] for a, b in self._pieces).split())

    @property
    def start(self) -> int:
        """First source offset; 0 when empty."""
        return self._pieces[0][0] if self._pieces else 0

    @property
    def end(self) -> int:
        """Offset after the last character; 0 when empty."""
        return self._pieces[-1][1] if self._pieces else 0

    def strip(self, characters: str) -> Passage:
        """Without these characters at both ends."""
        left = len(self.text) - len(self.text.lstrip(characters))
        return self.slice(left, len(self.text.rstrip(characters)))


def join(source: str, passages: Iterable[Passage]) -> Passage:
    """Several passages of one text read as one."""
    parts = tuple(passages)
    return Passage._of_pieces(source, [run for p in parts for run in p._pieces], "".join([p.text for p in parts]))
