"""A PostgreSQL server of its own for the tests, in a folder of its own, without a port."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INITDB = shutil.which("initdb") or max(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), default=None)
_USER = "postgres" if os.name != "nt" and os.geteuid() == 0 else None
"""The server refuses to run as root."""


def _run(*words: str) -> None:
    subprocess.run(words, check=True, user=_USER, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def serve() -> Iterator[str]:
    """The address of a server with an empty database; it ends with the block."""
    assert INITDB
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    if _USER:
        shutil.chown(folder, _USER)
    data, control = str(folder / "data"), str(Path(INITDB).with_name("pg_ctl"))
    try:
        _run(INITDB, "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync")
        _run(control, "-D", data, "-w", "-l", f"{folder}/log", "-o", f"-F -k {folder} -c listen_addresses=''", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            _run(control, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
