"""One entry of the rule packs for the eye."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from qingdan.rulepacks.load import Merger


def build_entry(entry_id: str, packs: Merger) -> list[Text]:
    """All that the packs say under this id, sort after sort; nothing when they say nothing."""
    builders: tuple[Callable[[str, Merger], Iterator[Text]], ...] = (_rule, _lexicon, _organ, _indicator)
    return [line for build in builders for line in build(entry_id, packs)]


def _line(label: str, words: object) -> Text:
    return Text.assemble((f"{label:<9}", "dim"), str(words))


def _head(entry_id: str, facts: str) -> Text:
    return Text(f"{entry_id}  ({facts})", style="bold")


def _rule(entry_id: str, packs: Merger) -> Iterator[Text]:
    if entry_id not in packs.entries:
        return
    entry, path, pack = packs.entries[entry_id]
    yield _head(entry_id, f"{entry.kind}, pack {pack}, priority {entry.priority}")
    yield _line("why", entry.why)
    yield _line("source", entry.source or "-")
    yield _line("file", path)
    if replaced := packs.replaced.get(entry_id):
        yield _line("replaces", f"the rule of the same id in {', '.join(replaced)}")
    yield _line("pattern", entry.pattern)
    yield from (_line("value", f"{key} = {value!r}") for key, value in entry.value.items())
    yield from (_line("example", f"{e.text}  →  {e.expect}") for e in entry.examples)
    yield from (_line("not", e.text) for e in entry.non_examples)


def _lexicon(entry_id: str, packs: Merger) -> Iterator[Text]:
    lexicon = packs.lexicons.get(entry_id)
    if lexicon is None:
        return
    yield _head(entry_id, f"lexicon, pack {lexicon.pack}, {len(lexicon.words)} words")
    yield _line("why", lexicon.why)
    if replaced := packs.replaced.get(entry_id):
        yield _line("replaces", f"or adds to the words of {', '.join(replaced)}")
    users = [rule.id for rule, _, _ in packs.entries.values() if f"{{{entry_id}}}" in rule.pattern]
    if users:
        yield _line("used by", ", ".join(users))
    yield from (_line("word", f"{word}  →  {m}" if m else word) for word, m in lexicon.map.items())


def _organ(entry_id: str, packs: Merger) -> Iterator[Text]:
    organ = packs.organs.get(entry_id)
    if organ is None:
        return
    yield _head(entry_id, f"organ, pack {organ.pack}, {organ.kind}")
    yield _line("label", f"{organ.label}  {organ.english}")
    yield _line("source", organ.source or "-")
    for name in organ.names:
        facts = name.model_dump(exclude_defaults=True)
        yield _line("name", "; ".join(f"{key} {value}" for key, value in facts.items()))
    if organ.tails:
        yield _line("tails", "、".join(organ.tails))


def _indicator(entry_id: str, packs: Merger) -> Iterator[Text]:
    indicator = packs.indicators.get(entry_id)
    if indicator is None:
        return
    yield _head(entry_id, f"indicator, pack {indicator.pack}")
    yield _line("label", f"{indicator.label}  {indicator.english}")
    yield _line("unit", f"{indicator.unit or '-'}, better {indicator.better or '-'}")
    yield _line("words", "、".join(indicator.words))
