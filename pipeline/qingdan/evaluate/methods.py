"""What coders found, in a paragraph for a methods section."""

from __future__ import annotations

from collections.abc import Sequence

from qingdan import __version__
from qingdan.evaluate.coded import ListAgreement, ValueAgreement
from qingdan.evaluate.coding_sheets import PROGRAM


def tell_values(rows: Sequence[ValueAgreement]) -> str:
    """Of a sample of values."""
    whole, fields = rows[0], rows[1:]
    if whole.precision is None:
        return "Nothing is coded yet."
    each = ", ".join(f"{r.field} {r.precision:.3f}{_interval(r.interval)}" for r in fields if r.precision is not None)
    told = (
        f"We validated the output of qingdan {__version__} on a stratified random sample of {whole.judged} extracted "
        "values, weighted by the inverse of their probability of selection. "
        f"Precision was {whole.precision:.3f}{_interval(whole.interval)} overall ({each})."
    )
    if whole.both and whole.agreement is not None:
        alpha = "" if whole.alpha is None else f", Krippendorff's alpha {whole.alpha:.3f} (nominal)"
        told += f" Two coders judged {whole.both} of them independently and agreed on {whole.agreement:.1%}{alpha}."
    return told + " Intervals are 95 % bootstrap intervals over notices. A sample of values gives no recall."


def tell_lists(lists: Sequence[ListAgreement], notices: int) -> str:
    """Of a sample of whole notices."""
    told = [
        f"We validated the output of qingdan {__version__} on a stratified random sample of {notices} notices, "
        "in which coders listed every task."
    ]
    for pair in lists:
        who = f"Against {pair.wanted}, the program"
        if pair.found != PROGRAM:
            who = f"Between coders, {pair.found} against {pair.wanted}"
        whole = {name: f for name, f in pair.figures.items() if "[" not in name}
        f1 = ", ".join(f"{name} {f.f1:.3f}{_interval(f.interval)}" for name, f in whole.items())
        told.append(f"{who} reached an F1 of {f1}.")
    return " ".join([*told, "Intervals are 95 % bootstrap intervals over notices."])


def _interval(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f" [{interval[0]:.3f}, {interval[1]:.3f}]"
