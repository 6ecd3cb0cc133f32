"""Five thousand names of agencies: read one by one, beside spaCy's EntityRuler and Aho-Corasick on the same names.

`python -m tests.benchmarks.names` prints CPU seconds for building and for finding all names in one text. It decides nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

COUNT = 5000
_AREAS = ("330000", "130000", "440000", "370000", "510000")
_HEADS = ("财政局", "教育局", "卫健局", "卫生健康局", "发改局", "人社局", "住建局", "农业农村局", "民政局", "公安局")


def build_names() -> list[str]:
    """Full and short names of bodies of the counties of five provinces, in the order of their codes."""
    from qingdan.rulepacks.places import load_places

    counties = (
        p for code in range(110000, 660000) if (p := load_places().get(str(code), 2023)) and p.level == "county"
    )
    near = (p for p in counties if any((p.code or "").startswith(area[:2]) for area in _AREAS))
    return [place.name + head for place in near for head in _HEADS][:COUNT]


def timed(work: Callable[[], int]) -> tuple[float, int]:
    """CPU seconds of the work and what it counted."""
    start = time.process_time()
    count = work()
    return time.process_time() - start, count


def ours(names: list[str]) -> Iterator[tuple[str, float, int]]:
    """Rules and places loaded, then each name read to its official name."""
    from qingdan.normalise.jurisdiction import NATION
    from qingdan.normalise.organs import OrganNames
    from qingdan.normalise.seats import Gazetteer
    from qingdan.rulepacks import load_rules
    from qingdan.rulepacks.places import load_places

    rules = load_rules()
    read = OrganNames(rules, Gazetteer(load_places(rules.places), NATION, 2023))
    yield "qingdan, index built", *timed(lambda: len(rules.organs.forms("财政局")))
    yield (
        "qingdan, names read",
        *timed(lambda: sum(read.identify(name, "agency").canonical is not None for name in names)),
    )


def spacy_ruler(names: list[str], text: str) -> Iterator[tuple[str, float, int]]:
    """Every name a pattern of characters."""
    import spacy

    nlp = spacy.blank("zh")
    nlp.max_length = len(text) + 1
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [{"label": "ORG", "pattern": name} for name in names]

    def build() -> int:
        ruler.add_patterns(patterns)  # type: ignore[attr-defined]
        return len(patterns)

    yield "spaCy EntityRuler, patterns added", *timed(build)
    yield "spaCy EntityRuler, names found", *timed(lambda: len(nlp(text).ents))


def automaton(names: list[str], text: str) -> Iterator[tuple[str, float, int]]:
    """What the finding of actors uses."""
    import ahocorasick

    found = ahocorasick.Automaton()

    def build() -> int:
        for name in names:
            found.add_word(name, name)
        found.make_automaton()
        return len(found)

    yield "Aho-Corasick, built", *timed(build)
    yield "Aho-Corasick, names found", *timed(lambda: sum(1 for _ in found.iter(text)))


def main() -> None:
    """Measure and print."""
    names = build_names()
    text = "，".join(names)
    for rows in (ours(names), automaton(names, text), spacy_ruler(names, text)):
        for what, seconds, count in rows:
            print(f"{what:36} {seconds:8.3f} s {count:6} of {len(names)}")  # noqa: T201


if __name__ == "__main__":
    main()
