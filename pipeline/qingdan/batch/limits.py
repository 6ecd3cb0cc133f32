"""How long a file may take and how much memory, by what it seems to hold; and a worker that keeps to it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

MEBIBYTE = 1 << 20
TIME_LIMIT = 120.0
MEMORY_LIMIT = 2048 * MEBIBYTE
"""Seconds and bytes that a file of one page may take."""
_MOST_PAGES = 2000
"""More are not read."""
_BYTES_A_PAGE = 64 * 1024
"""Of a page that is not marked as one."""
_SECONDS_A_PAGE, _SECONDS_A_SCAN = 1.0, 20.0
_MEMORY_A_PAGE, _MEMORY_OF_SCANS = 2 * MEBIBYTE, 1024 * MEBIBYTE
_COPIES = 4
"""Of a file's bytes that reading it may hold at once."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a file is."""

    size: int
    """Bytes."""
    page_marks: int = 0
    """Pages that it marks in plain sight."""
    is_pdf: bool = False
    """Its pages may be pictures."""

    @property
    def pages(self) -> int:
        """At least 1; what the file marks, else a guess from its size."""
        return min(_MOST_PAGES, max(1, self.page_marks, self.size // _BYTES_A_PAGE))


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost."""

    seconds: float = TIME_LIMIT
    memory: int = MEMORY_LIMIT
    """Bytes of data of the process; programs and shared files are not counted."""

    def scaled(self, extent: Extent) -> Limits:
        """Limits of a file of this extent, where these are those of a file of one page."""
        recognised = extent.is_pdf and reads_scans()
        more = extent.pages - 1
        seconds = (_SECONDS_A_SCAN if recognised else _SECONDS_A_PAGE) * more
        memory = _MEMORY_A_PAGE * more + _COPIES * extent.size + (_MEMORY_OF_SCANS if recognised else 0)
        return Limits(self.seconds + seconds, self.memory + memory)


@cache
def reads_scans() -> bool:
    """True where the extra `ocr` is installed."""
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime"))


def limit_memory(memory: int) -> None:
    """Hold this process to so many bytes; beyond them an allocation fails. Linux alone counts what is meant here."""
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(
            resource.RLIMIT_DATA, (memory if most == resource.RLIM_INFINITY else min(memory, most), most)
        )


def default_jobs() -> int:
    """Workers that this machine can hold: one a processor, as far as memory lasts."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if "SC_PHYS_PAGES" not in getattr(os, "sysconf_names", ()):
        return processors
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return max(1, min(processors, memory // (_MEMORY_OF_SCANS if reads_scans() else _MEMORY_OF_SCANS // 4)))
