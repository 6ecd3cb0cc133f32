"""Bytes of a page → its tree, in time and memory that its size bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from qingdan.models.diagnostic import Diagnostic
from qingdan.readers.encodings import read_characters
from qingdan.readers.html.elements import CLOSES_ITSELF, FORMATTING
from qingdan.readers.limits import text_unread

_HEAD = 4096
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:\-]{2,40})""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)")
_TABLE_PART = re.compile(r"<(table|tbody|thead|tr|td|th)\b", re.IGNORECASE)
_LONG_TAG = re.compile(r"<([A-Za-z][^\s/<>]*)([^<>]{2000,})>")
_KEPT = re.compile(r"""\s(?:(?:row|col)span|href)\s*=\s*(?:"[^"<>]{0,300}"|'[^'<>]{0,300}'|[^\s"'<>]{1,300})""")
_OPTION = re.compile(r"</?opt(?:ion|group)\b[^<>]*>", re.IGNORECASE)
"""Of a menu to choose from, which shows no words of a notice; parsers take time that grows with the square of them."""

_FEW_TAGS = 4_000
"""No page with fewer tags takes long."""
_MOST_TAGS = 400_000
_MOST_STEPS = 40_000_000
"""Tags times open elements: what a parser walks through at worst."""
_MOST_COPIES = 4_000_000
"""Tags times open formatting elements: parsers write these anew in every paragraph."""

_UNSHOWN = re.compile(r"<(script|style|title|textarea)\b[^<>]*>", re.IGNORECASE)
_CLOSING = {tag: re.compile(rf"</{tag}\b[^<>]*>", re.IGNORECASE) for tag in ("script", "style", "title", "textarea")}
_MARKUP = re.compile(r"<(?:!--|[/!?]?[A-Za-z])[^<>]*>?")
_INLINE = re.compile(r"(?i)</?(?:a|b|big|code|em|font|i|nobr|o:p|s|small|span|strike|strong|sub|sup|tt|u)\b[^<>]*>")


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page."""

    parser: LexborHTMLParser
    simplified: bool
    """The markup was left away because it was too much to lay out."""
    unread: Diagnostic | None
    """Told where the page was cut because it has too many tags."""
    line_breaks: bool
    """Words outside all elements keep their line breaks: the file is a text with some markup in it."""

    @property
    def body(self) -> LexborNode | None:
        """The element that holds what is shown."""
        return self.parser.body or self.parser.root


def read_markup(data: bytes, name: str, charset: str | None = None) -> tuple[str, str]:
    """The characters of a page and their encoding; what the page says of itself counts where `charset` says nothing."""
    declared = _CHARSET.search(data[:_HEAD].replace(b"\x00", b""))
    return read_characters(data, name, charset or (declared[1].decode("ascii", "replace") if declared else None))


def parse_page(markup: str) -> Page:
    """The tree of a page or a fragment. Total: broken markup gives what a browser would make of it."""
    markup, unread = _cut(_LONG_TAG.sub(_shorten, markup))
    if markup.count("<") > _FEW_TAGS:
        markup = _OPTION.sub("", markup)
    too_complex = _is_too_complex(markup)
    if too_complex:
        markup = _without_markup(markup)
    first = _TABLE_PART.search(markup)
    if first and first[1].lower() != "table":
        markup = "<table>" + markup  # cells without their table would run together
    line_breaks = not markup.lstrip().startswith("<")
    return Page(LexborHTMLParser(markup), too_complex, unread, line_breaks)


def _cut(markup: str) -> tuple[str, Diagnostic | None]:
    """The markup up to the last tag that is read, and what is told of the rest."""
    if markup.count("<") <= _MOST_TAGS:
        return markup, None
    end = next(islice(re.finditer("<", markup), _MOST_TAGS, None)).start()
    return markup[:end], text_unread(end, len(markup))


def _shorten(tag: re.Match[str]) -> str:
    """A tag with only what counts: the time to read attributes grows with the square of their number."""
    return f"<{tag[1]}{''.join(_KEPT.findall(tag[2]))}>"


def _is_too_complex(markup: str) -> bool:
    tags = markup.count("<")
    if tags <= _FEW_TAGS:
        return False
    return _is_too_deep(markup, tags)


def _is_too_deep(markup: str, tags: int) -> bool:
    """Whether elements are left open in such number that parsing takes time or memory beyond reason."""
    unclosed: dict[str, int] = {}
    depth = formatting = 0
    most_depth, most_formatting = _MOST_STEPS // tags, _MOST_COPIES // tags
    for slash, written in _TAG.findall(markup):
        tag = written.lower()
        if tag in CLOSES_ITSELF:
            continue
        step = -1 if slash else 1
        count = unclosed.get(tag, 0) + step
        if count < 0:
            continue
        unclosed[tag] = count
        depth += step
        if tag in FORMATTING:
            formatting += step
        if depth > most_depth or formatting > most_formatting:
            return True
    return False


def _without_markup(markup: str) -> str:
    """The bare words, a line for each run between tags that end lines."""
    words: list[str] = []
    position = 0
    while (opened := _UNSHOWN.search(markup, position)) is not None:
        words.append(markup[position : opened.start()])
        closed = _CLOSING[opened[1].lower()].search(markup, opened.end())
        position = closed.end() if closed else len(markup)  # left open, it swallows the rest in browsers too
    words.append(markup[position:])
    bare = _MARKUP.sub("\n", _INLINE.sub("", "".join(words)))
    return f"<pre>\n{bare.replace('<', '&lt;')}</pre>"
