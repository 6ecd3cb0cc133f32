"""Turn Chinese government notices into data.

from qingdan import read_notice
document = read_notice("notice.pdf")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qingdan.batch import read_notices
    from qingdan.diff import diff_notices
    from qingdan.phrases import parse_agencies, parse_deadlines, parse_targets
    from qingdan.run import read_notice

__version__ = "0.1.0"
__all__ = ["diff_notices", "parse_agencies", "parse_deadlines", "parse_targets", "read_notice", "read_notices"]

_HOMES = {
    "diff_notices": "qingdan.diff",
    "parse_agencies": "qingdan.phrases",
    "parse_deadlines": "qingdan.phrases",
    "parse_targets": "qingdan.phrases",
    "read_notice": "qingdan.run",
    "read_notices": "qingdan.batch",
}


def __getattr__(name: str) -> object:
    """Import on first use, so that `qingdan --help` loads nothing."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
