"""How well two annotations of the same notices agree, field by field.

    python corpora/agreement.py FIRST SECOND [--errors]

FIRST and SECOND are folders of NAME.gold.json, or of stand-off annotations, made by readers who did not see each
other's. Prints F1 per field with its interval over notices, as Markdown; both annotations count alike.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qingdan.evaluate.figures import build_figures
from qingdan.evaluate.gold import read_gold
from qingdan.evaluate.judge import Outcome, judge_annotations

Json = Mapping[str, Any]


def compare(first: Sequence[Json], second: Sequence[Json]) -> list[Outcome]:
    """Outcomes of the notices that both annotated; the first one's values are those found."""
    others = {gold["document"]: gold for gold in second}
    both = [(gold, others[gold["document"]]) for gold in first if gold["document"] in others]
    return [outcome for one, other in both for outcome in _compare_notice(one, other)]


def _compare_notice(one: Json, other: Json) -> Iterator[Outcome]:
    """What a reader gives and the other only allows is a difference; for actors there is no more than the allowance."""
    plain = {**other, "tasks": [{k: v for k, v in task.items() if not k.endswith("_ok")} for task in other["tasks"]]}
    yield from judge_annotations(one, plain)
    yield from (o for o in judge_annotations(one, other) if o.field.startswith("actor"))


def to_table(outcomes: Sequence[Outcome]) -> str:
    """Markdown: a row for each field."""
    rows = ["| field | F1 | 95 % over notices | in both | in one |", "| --- | --- | --- | --- | --- |"]
    for field, figure in build_figures(outcomes).items():
        if "[" not in field:
            interval = "{:.3f}–{:.3f}".format(*figure.interval) if figure.interval else ""
            counts = f"{figure.hits:.0f} | {figure.extras + figure.misses:.0f}"
            rows.append(f"| {field} | {figure.f1:.3f} | {interval} | {counts} |")
    return "\n".join(rows)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--errors", action="store_true", help="print every difference")
    args = parser.parse_args()
    outcomes = compare(read_gold([args.first]), read_gold([args.second]))
    for outcome in outcomes if args.errors else ():
        if not outcome.hit:
            print(f"{outcome.notice} {outcome.task} {outcome.field}: {outcome.found} | {outcome.wanted}")
    print(len({outcome.notice for outcome in outcomes}), "notices")
    print(to_table(outcomes))


if __name__ == "__main__":
    main()
