"""An evaluation for the eye: Markdown, or one HTML page with plots that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qingdan.evaluate.figures import Calibration, Figure
from qingdan.evaluate.judge import Outcome
from qingdan.export.pages import render_page


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
    return render_page("evaluation.md.j2", report=report)


def to_html(report: Report) -> str:
    """One page: F1 with intervals as bars, confidence against truth, disagreements."""
    return render_page("evaluation.html.j2", report=report)
