"""`qingdan eval`: written documents against annotations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qingdan.cli.console import open_console

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from qingdan.evaluate.baseline import Movement
    from qingdan.evaluate.figures import Calibration, Figure
    from qingdan.evaluate.report import Disagreement

MatchName = Literal["strict", "normalised", "overlapping"]


def evaluate(  # noqa: PLR0913, PLR0917 - one parameter an option
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A folder that `convert` wrote.")],
    gold: Annotated[
        list[Path], typer.Option("--gold", metavar="DIR", help="Annotations, NAME.gold.json; again for more.")
    ],
    match: Annotated[
        MatchName, typer.Option(help="Values and words equal, values equal, or words overlapping.")
    ] = "normalised",
    errors: Annotated[bool, typer.Option("--errors", help="Print every disagreement with its source line.")] = False,
    compare: Annotated[
        Path | None, typer.Option(metavar="BASELINE.json", help="Show gains and losses since it.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write figures and disagreements.")
    ] = None,
    report_file: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write a report: .md or .html.")
    ] = None,
) -> None:
    """Compare with annotations: precision, recall, F1.

    \b
    Examples:
      qingdan eval OUT --gold corpora/gold
      qingdan eval OUT --gold corpora/gold --match strict --errors
      qingdan eval OUT --gold corpora/gold --json before.json
      qingdan eval OUT --gold corpora/gold --compare before.json --report report.html
    """  # fmt: skip
    from qingdan.evaluate import baseline, report
    from qingdan.evaluate.figures import build_calibration, build_figures
    from qingdan.evaluate.gold import pair_documents, read_documents, read_gold
    from qingdan.evaluate.judge import judge_notice

    if report_file and report_file.suffix not in (".md", ".html"):
        raise typer.BadParameter(f"{report_file}: the name ends in .md or .html", param_hint="--report")
    golds = read_gold(gold)
    pairs = list(pair_documents(read_documents(out), golds))
    outcomes = [outcome for document, wanted in pairs for outcome in judge_notice(document, wanted, match)]
    figures, calibration = build_figures(outcomes), build_calibration(outcomes)
    texts = {wanted["document"]: document.get("text") or "" for document, wanted in pairs}
    disagreements = report.build_disagreements(outcomes, texts)
    console = open_console()
    if errors:
        _print_disagreements(console, disagreements)
    _print_figures(console, figures, calibration, [wanted["document"] for document, wanted in pairs if not document])
    if len(pairs) < len(golds):
        console.print(
            f"{len(golds) - len(pairs)} annotations without words: no document holds their text", style="yellow"
        )
    if compare:
        _print_movements(console, baseline.compare_with(compare, figures, outcomes))
    if json_file:
        json_file.write_text(baseline.to_json(figures, outcomes, match), encoding="utf-8")
    if report_file:
        whole = report.Report(len(pairs), match, figures, calibration, disagreements)
        words = report.to_html(whole) if report_file.suffix == ".html" else report.to_markdown(whole)
        report_file.write_text(words, encoding="utf-8")


def _print_figures(
    console: Console, figures: Mapping[str, Figure], calibration: Calibration, absent: Sequence[str]
) -> None:
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    table.add_column("field")
    for name in ("precision", "recall", "F1", "95 %", "right", "extra", "missed"):
        table.add_column(name, justify="right")
    for field, f in figures.items():
        interval = f"{f.interval[0]:.3f}–{f.interval[1]:.3f}" if f.interval else ""
        ratios = (f"{f.precision:.3f}", f"{f.recall:.3f}", f"{f.f1:.3f}")
        table.add_row(field, *ratios, interval, *map(str, (f.hits, f.extras, f.misses)))
    console.print(table)
    console.print(calibration.tell())
    if absent:
        console.print(
            f"{len(absent)} annotated notices without a document, found by file name; all of them counts as missed: "
            + ", ".join(absent),
            style="yellow",
        )


def _print_disagreements(console: Console, disagreements: Sequence[Disagreement]) -> None:
    for one in disagreements:
        o = one.outcome
        console.print(f"{o.notice}  {o.task}", style="dim", soft_wrap=True)
        found, wanted = ("–" if side is None else side for side in (o.found, o.wanted))
        console.print(f"  {o.field}: found {found}   annotated {wanted}", soft_wrap=True)
        if one.line:
            console.print(f"  │ {one.line[:160]}", style="dim", soft_wrap=True)


def _print_movements(console: Console, movements: Sequence[Movement]) -> None:
    if not movements:
        console.print("nothing changed since the baseline")
    for m in movements:
        console.print(f"{m.field}: F1 {m.before:.4f} → {m.now:.4f}", style="bold")
        for mark, style, outcomes in (("+", "green", m.mended), ("-", "red", m.broken)):
            for o in outcomes:
                found, wanted = ("–" if side is None else side for side in (o.found, o.wanted))
                line = f"  {mark} {o.notice} {o.task}: found {found}, annotated {wanted}"
                console.print(line, style=style, soft_wrap=True)
