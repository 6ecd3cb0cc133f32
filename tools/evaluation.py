"""What the program reads of annotated notices, by rules, by the model alone and by both: `python -m tools.evaluation`.

Prints the corpus's test split and, where the folder stands beside the checkout, the gold of `../shared`. The figures
are those of `qingdan eval`. Without spaCy, or without a model, a line says so.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qingdan import read_notice
from qingdan.errors import QingdanError
from qingdan.evaluate.corpus import Split, read_corpus
from qingdan.evaluate.figures import Calibration, Figure, build_calibration, build_figures
from qingdan.evaluate.gold import read_gold
from qingdan.evaluate.judge import judge_notice
from qingdan.extract.agencies.ner import Ner

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
ABSENT = "–"

Annotated = tuple[Path, Mapping[str, Any]]
"""A notice's file and its annotation."""


@dataclass(frozen=True)
class Reading:
    """The figures of one way to read; `missing` says why there are none."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    calibration: Calibration | None = None
    missing: str = ""

    def show(self, name: str) -> str:
        """F1 with its interval."""
        figure = self.figures.get(name)
        if figure is None:
            return ABSENT
        interval = f" ({figure.interval[0]:.3f}–{figure.interval[1]:.3f})" if figure.interval else ""
        return f"{figure.f1:.3f}{interval}"


def main() -> None:
    """Print a table for each set of annotations."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("train", "dev", "test"), default="test")
    split: Split = parser.parse_args().split
    sets = {f"corpora, {split} split": [(n.path, n.gold) for n in read_corpus(ROOT / "corpora", split)]}
    if (SHARED / "gold").is_dir():
        sets["../shared/gold"] = list(read_shared())
    for name, notices in sets.items():
        print(f"\n{name}: {len(notices)} notices; F1 (95 %)")
        print("\n".join(to_lines(read_all(notices, "off"), read_model(notices), read_all(notices, "on"))))


def read_shared() -> Iterator[Annotated]:
    """The notices of ../shared that have gold."""
    files = {path.name: path for path in sorted((SHARED / "notices").rglob("*")) if path.is_file()}
    yield from ((files[gold["document"]], gold) for gold in read_gold([SHARED / "gold"]) if gold["document"] in files)


def read_all(notices: Sequence[Annotated], ner: Ner) -> Reading:
    """What the rules read, with the model's proposals or without."""
    try:
        documents = [read_notice(path, ner=ner).model_dump(mode="json") for path, _ in notices]
    except (QingdanError, ImportError) as error:
        return Reading(missing=str(error))
    pairs = zip(documents, notices, strict=True)
    outcomes = [outcome for document, (_, gold) in pairs for outcome in judge_notice(document, gold)]
    return Reading(build_figures(outcomes), build_calibration(outcomes))


def read_model(notices: Sequence[Annotated]) -> Reading:
    """Organisations as the model alone finds them in the words of tasks; it reads nothing else."""
    try:
        from tools.model.measuring import measure

        pairs = [(read_notice(path, ner="off").model_dump(mode="json"), dict(gold)) for path, gold in notices]
        actors, agencies = measure(pairs, alone=True)
    except (QingdanError, ImportError, OSError) as error:
        return Reading(missing=str(error))
    return Reading(
        {
            "actor (recall only)": Figure(actors.reached, 0, actors.wanted - actors.reached),
            "agency[clause]": Figure(agencies.right, agencies.extra, agencies.wanted - agencies.reached),
        }
    )


def to_lines(rules: Reading, model: Reading, both: Reading) -> Iterator[str]:
    """A row a field, then what `confidence` is worth."""
    yield f"{'field':24}{'rules':24}{'NER alone':24}rules and NER"
    for name in rules.figures:
        yield f"{name:24}{rules.show(name):24}{model.show(name):24}{both.show(name)}"
    for name, reading in (("rules", rules), ("rules and NER", both)):
        if reading.calibration:
            yield f"{name}: {reading.calibration.tell()}"
    for missing in dict.fromkeys(reading.missing for reading in (model, both) if reading.missing):
        yield f"NER is not measured: {missing}"


if __name__ == "__main__":
    main()
