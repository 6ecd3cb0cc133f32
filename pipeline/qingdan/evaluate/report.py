"""An evaluation for the eye: Markdown, or one HTML page with plots that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qingdan.evaluate.figures import Calibration, Figure
from qingdan.evaluate.judge import Outcome

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Disagreement:
    """An outcome that is no hit, with the line it was read from."""

    outcome: Outcome
    line: str


@dataclass(frozen=True)
class Report:
    """All that a report shows."""

    notices: int
    match: str
    figures: Mapping[str, Figure]
    calibration: Calibration
    disagreements: Sequence[Disagreement]


def build_disagreements(outcomes: Sequence[Outcome], texts: Mapping[str, str]) -> list[Disagreement]:
    """Every disagreement with its source line; `texts` by the notice's file name."""
    wrong = [o for o in outcomes if not o.hit]
    return [Disagreement(o, _line(texts.get(o.notice, ""), o.start)) for o in wrong]


def _line(text: str, start: int | None) -> str:
    if start is None:
        return ""
    end = text.find("\n", start)
    return text[text.rfind("\n", 0, start) + 1 : len(text) if end < 0 else end].strip()


def to_markdown(report: Report) -> str:
    """Tables of figures and of disagreements."""
    return _render("report.md.j2", report)


def to_html(report: Report) -> str:
    """One page: F1 with intervals as bars, confidence against truth, disagreements."""
    return _render("report.html.j2", report)


def _render(template: str, report: Report) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=template.endswith(".html.j2"),  # Markdown escapes its cells itself
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["cell"] = _cell
    return environment.get_template(template).render(report=report)


def _cell(text: object) -> str:
    """Printed words in a cell of a Markdown table: no markup of theirs takes effect."""
    plain = " ".join(str(text).split())
    for mark in "\\|`*_[]<>":
        plain = plain.replace(mark, "\\" + mark)
    return plain
