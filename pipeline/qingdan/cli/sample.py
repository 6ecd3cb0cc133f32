"""`qingdan sample` and `qingdan agree`: human coders against the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qingdan.cli.console import open_console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from qingdan.evaluate.coded import ListAgreement, ValueAgreement


def sample(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A folder that `convert` wrote.")],
    size: Annotated[int, typer.Option("-n", "--size", min=1, help="How many values, or notices.")] = 200,
    by: Annotated[str, typer.Option(help="Strata: province, place, level, year, form; and field, of values.")] = "",
    unit: Annotated[Literal["value", "notice"], typer.Option(help="Values to judge, or notices to list.")] = "value",
    seed: Annotated[int, typer.Option(help="Another number gives another sample.")] = 1,
    target: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The workbook.")] = Path("sample.xlsx"),
) -> None:
    """Draw a random sample for human coders.

    Stratified, into a workbook that `qingdan agree` reads when it is filled in.

    \b
    Examples:
      qingdan sample OUT -n 200 --by province,field -o sample.xlsx
      qingdan sample OUT -n 20 --unit notice --by level -o notices.xlsx
    """  # fmt: skip
    from qingdan.evaluate import coding_sheets, sampling
    from qingdan.export.stored import read_documents

    names = [name.strip() for name in by.split(",") if name.strip()]
    allowed = [*sampling.STRATA, *(["field"] if unit == "value" else [])]
    if unknown := [name for name in names if name not in allowed]:
        raise typer.BadParameter(f"{', '.join(unknown)}: choose from {', '.join(allowed)}", param_hint="--by")
    if unit == "value":
        values = sampling.draw_sample(sampling.find_values(read_documents(out)), size, names, seed)
        coding_sheets.write_value_sheet(target, values, names)
        drawn = len(values)
    else:
        notices = sampling.draw_sample(map(sampling.NoticeUnit, read_documents(out)), size, names, seed)
        coding_sheets.write_notice_sheets(target, notices, names)
        drawn = len(notices)
    open_console(stderr=True).print(
        f"{target}: {drawn} {unit}s; fill it in, then `qingdan agree {target}`", soft_wrap=True
    )


def agree(
    coded: Annotated[Path, typer.Argument(metavar="CODED.xlsx", help="The workbook of `sample`, filled in.")],
) -> None:
    """Tell what human coders found in a sample.

    Precision, recall and agreement, and a paragraph for a methods section.

    \b
    Examples:
      qingdan agree sample.xlsx
    """
    from qingdan.evaluate.coded import judge_lists, judge_values, read_sheets
    from qingdan.evaluate.methods import tell_lists, tell_values

    sheets, console = read_sheets(coded), open_console()
    if "sample" in sheets:
        values = judge_values(sheets["sample"])
        _print_values(console, values)
        console.print(tell_values(values), soft_wrap=True)
    else:
        lists = judge_lists(sheets)
        _print_lists(console, lists)
        console.print(tell_lists(lists, len(sheets["notices"])), soft_wrap=True)


def _print_values(console: Console, rows: Sequence[ValueAgreement]) -> None:
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for name in ("field", "judged", "precision", "95 %", "coder_1", "coder_2", "both", "agreement", "alpha"):
        table.add_column(name, justify="left" if name == "field" else "right")
    for row in rows:
        coders = (_ratio(row.by_coder.get(c)) for c in ("coder_1", "coder_2"))
        cells = (_ratio(row.precision), _interval(row.interval), *coders, str(row.both))
        table.add_row(row.field, str(row.judged), *cells, _ratio(row.agreement), _ratio(row.alpha))
    console.print(table)


def _print_lists(console: Console, lists: Sequence[ListAgreement]) -> None:
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for name in ("found", "against", "field", "precision", "recall", "F1", "95 %", "alpha"):
        table.add_column(name, justify="left" if name in ("found", "against", "field") else "right")
    for pair in lists:
        for field, f in pair.figures.items():
            if "[" not in field:
                ratios = (*map(_ratio, (f.precision, f.recall, f.f1)), _interval(f.interval))
                table.add_row(pair.found, pair.wanted, field, *ratios, _ratio(pair.alpha.get(field)))
    console.print(table)


def _ratio(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def _interval(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f"{interval[0]:.3f}–{interval[1]:.3f}"
