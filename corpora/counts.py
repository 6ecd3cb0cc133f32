"""What the corpus holds, counted.

    python corpora/counts.py

Prints the table of the data sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from qingdan.evaluate.corpus import AnnotatedNotice, read_corpus

HERE = Path(__file__).parent
COLUMNS = ("train", "dev", "test", "all")
LEVELS = {
    "national": "national", "province": "provincial", "prefecture": "of prefectures", "county": "of counties",
    "township": "of townships", "*": "level left open",
}  # fmt: skip
FORMS = {".txt": "txt", ".html": "HTML", ".docx": "Word", ".pdf": "PDF"}
KINDS = {"task": "tasks", "milestone": "milestones", "safeguard": "safeguards", "duty": "duties"}
VALUES = {"deadlines": "deadlines", "responsibilities": "agencies", "targets": "targets", "agencies_ok": "actors"}


def count(notice: AnnotatedNotice) -> Counter[str]:
    """One notice by level and form, and what is annotated in it."""
    tasks, place = notice.gold["tasks"], notice.gold["metadata"]["jurisdiction"]
    counts = Counter(["notices", FORMS[notice.path.suffix], LEVELS[place["level"]]])
    counts.update(KINDS[task["kind"]] for task in tasks)
    for key, name in VALUES.items():
        counts[name] += sum(len(task[key]) for task in tasks)
    return counts


def to_table(notices: Iterable[AnnotatedNotice]) -> str:
    """Markdown: a row for each thing counted, a column for each split."""
    columns = {column: Counter[str]() for column in COLUMNS}
    for notice in notices:
        for column in (notice.split, "all"):
            columns[column].update(count(notice))
    rows = ["notices", *FORMS.values(), *LEVELS.values(), *KINDS.values(), *VALUES.values()]
    head = ["| | " + " | ".join(COLUMNS) + " |", "| --- |" + " --- |" * len(COLUMNS)]
    return "\n".join(head + [f"| {row} | " + " | ".join(str(columns[c][row]) for c in COLUMNS) + " |" for row in rows])


if __name__ == "__main__":
    print(to_table(read_corpus(HERE)))
