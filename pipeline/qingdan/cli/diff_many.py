"""`qingdan diff` of more than two notices, and of folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qingdan.cli.console import NOTHING_READ, fail, open_console
from qingdan.cli.diff_pair import Wanted, say, show_pair

if TYPE_CHECKING:
    from qingdan.models.record import PolicyDocument
    from qingdan.rulepacks import RuleSet

Comparison = tuple["PolicyDocument", ...]
_NAME = 80
"""Characters of a file name."""


def follow_editions(documents: Sequence[PolicyDocument], wanted: Wanted, rules: RuleSet) -> None:
    """A history: on the terminal, as JSON, as a page with plots, or as two tables in a folder."""
    from qingdan.diff.history import build_history
    from qingdan.export import history as to

    found = build_history(documents, rules=rules)
    match wanted.form:
        case "json":
            say(found.model_dump_json(indent=1) + "\n", wanted.out)
        case "html":
            say(to.to_history_html(found, wanted.language), wanted.out)
        case "csv":
            folder = wanted.out or Path()
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in (("threads", to.to_threads_csv(found)), ("series", to.to_series_csv(found))):
                (folder / f"{name}.csv").write_text(text, encoding="utf-8-sig", newline="")
        case "term":
            console = open_console()
            console.print(to.word_history(found, wanted.language), style="bold blue")
            for series in found.series:
                points = " → ".join(to.word_point(point, series.unit) for point in series.points)
                console.print(f"{series.indicator}  {points}", soft_wrap=True)
        case other:
            raise typer.BadParameter("a history is written as json, html or csv", param_hint=f"--to {other}")


def compare_folders(folders: Sequence[Path], wanted: Wanted, rules: RuleSet, *, vertical: bool) -> None:
    """A file a comparison, and `comparisons.csv` with what has a partner and what has none."""
    if wanted.out is None or wanted.form == "term":
        raise typer.BadParameter("folders need -o FOLDER and --to json, md, html or xlsx", param_hint="--out")
    editions = [_read_folder(folder) for folder in folders]
    if vertical:
        found = _find_parents([document for edition in editions for document in edition])
    elif len(editions) != 2:
        raise typer.BadParameter("give two folders; for a history give the notices of one kind", param_hint="NEW")
    else:
        found = _find_successors(editions[0], editions[1])
    wanted.out.mkdir(parents=True, exist_ok=True)
    _write_comparisons(found, wanted, rules, vertical=vertical)
    pairs, *alone = found
    open_console(stderr=True).print(
        f"{len(pairs)} compared, {sum(map(len, alone))} without a partner; written to {wanted.out}", soft_wrap=True
    )


def _read_folder(folder: Path) -> list[PolicyDocument]:
    """Documents that `convert` wrote there, else its notices, read now; each that cannot be read is told."""
    from qingdan.batch import read_notices
    from qingdan.export.stored import read_documents

    if (folder / "documents").is_dir() or (folder / "documents.jsonl").is_file():
        return list(read_documents(folder))
    documents = []
    for outcome in read_notices(folder):
        if outcome.document is None:
            open_console(stderr=True).print(f"{outcome.status}: {outcome.message}", style="red", soft_wrap=True)
        else:
            documents.append(outcome.document)
    if not documents:
        raise typer.Exit(fail(f"{folder}: nothing to compare could be read", NOTHING_READ))
    return documents


Found = tuple[Sequence[Comparison], Sequence["PolicyDocument"], Sequence["PolicyDocument"]]
"""Pairs, and what has no partner among the old and the new."""


def _find_successors(old: Sequence[PolicyDocument], new: Sequence[PolicyDocument]) -> Found:
    from qingdan.diff.editions import match_editions

    found = match_editions(old, new)
    return found.pairs, found.only_old, found.only_new


def _find_parents(documents: Sequence[PolicyDocument]) -> Found:
    from qingdan.diff.citations import CitationIndex
    from qingdan.diff.vertical import find_parent

    index = CitationIndex(documents)
    parents = [(find_parent(document, index), document) for document in documents]
    return [(p, d) for p, d in parents if p], [], [d for p, d in parents if p is None]


def _write_comparisons(comparisons: Found, wanted: Wanted, rules: RuleSet, *, vertical: bool) -> None:
    import csv

    from rich.progress import track

    from qingdan.export.differences import word_summary
    from qingdan.export.escaping import escape

    pairs, only_old, only_new = comparisons
    out, console = wanted.out or Path(), open_console(stderr=True)
    with (out / "comparisons.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(
            ("file", "old", "new", "old_document_id", "new_document_id", "pairs", "added", "removed", "summary")
        )
        for old, new in track(pairs, description="", console=console, disable=not console.is_terminal, transient=True):
            name = f"{Path(new.source.name).stem[:_NAME]}.{old.document_id[:8]}-{new.document_id[:8]}.{wanted.form}"
            found = show_pair(old, new, wanted._replace(out=out / name), rules, vertical=vertical)
            counts = (len(found.pairs), len(found.added), len(found.removed))
            names = (escape(name), escape(old.source.path), escape(new.source.path))
            table.writerow(
                (*names, old.document_id, new.document_id, *counts, word_summary(found.summary, wanted.language))
            )
        for document in only_old:
            table.writerow(("", escape(document.source.path), "", document.document_id, *[""] * 5))
        for document in only_new:
            table.writerow(("", "", escape(document.source.path), "", document.document_id, *[""] * 4))
