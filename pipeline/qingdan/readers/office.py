"""DOC, WPS, RTF and ODT → Source, by way of LibreOffice, which writes them anew as .docx.

Of its output formats .docx keeps most: on five notices every task came out unchanged, while PDF lost punctuation that
hangs over the end of a line, and PDF and HTML tore one task in two.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from qingdan.errors import BrokenFileError, EncryptedFileError, UnsupportedFormatError
from qingdan.models.source import Source
from qingdan.readers.docx import read_docx
from qingdan.readers.last_paragraph import with_last_paragraph

TIME_LIMIT = 60.0
"""Seconds for one file; a long notice takes two."""
MOST_BYTES = 256 << 20
"""Of what LibreOffice writes."""

_PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
)
"""No macros, nothing fetched that a document links to."""

_FIRST_SECTOR = 512
_WORD_MARK = b"\xec\xa5"
_LOCKED_FLAG = 0x01


def read_doc(data: bytes, name: str) -> Source:
    """A Word 97–2003 document, which WPS writes too, as .doc or .wps. Errors as all readers of this module.

    Raises UnsupportedFormatError without LibreOffice, EncryptedFileError, BrokenFileError when LibreOffice makes
    nothing of it or takes too long.
    """
    head = data[_FIRST_SECTOR : _FIRST_SECTOR + 12]
    if head.startswith(_WORD_MARK) and len(head) == 12 and head[11] & _LOCKED_FLAG:
        raise EncryptedFileError(name, "this Word document asks for a password; save it without one")
    return _read(with_last_paragraph(data), name, ".doc", "application/msword")


def read_rtf(data: bytes, name: str) -> Source:
    """An RTF document."""
    return _read(data, name, ".rtf", "application/rtf")


def read_odt(data: bytes, name: str) -> Source:
    """An OpenDocument text."""
    return _read(data, name, ".odt", "application/vnd.oasis.opendocument.text")


def find_program() -> str | None:
    """The path of LibreOffice; None when it is not installed."""
    return next((found for program in _PROGRAMS if (found := shutil.which(program))), None)


def to_docx(data: bytes, name: str, suffix: str) -> bytes:
    """A document as LibreOffice writes it anew; `suffix` is that of its form. Errors as `read_doc`."""
    program = find_program()
    if program is None:
        raise UnsupportedFormatError(
            name, f"{suffix} files are read through LibreOffice: install it (soffice on PATH), or save as .docx or PDF"
        )
    with tempfile.TemporaryDirectory(prefix="qingdan-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        given, written = room / f"notice{suffix}", room / "out" / "notice.docx"
        given.write_bytes(data)
        _write_settings(room / "profile")
        _run(
            [
                program, f"-env:UserInstallation={(room / 'profile').as_uri()}", "--headless", "--norestore",
                "--nolockcheck", "--nodefault", "--convert-to", "docx", "--outdir", str(written.parent), str(given),
            ],
            room,
            name,
        )  # fmt: skip
        if not written.is_file() or written.stat().st_size > MOST_BYTES:
            raise BrokenFileError(name, "LibreOffice cannot read this file; open it and save it as .docx or PDF")
        return written.read_bytes()


def _read(data: bytes, name: str, suffix: str, media_type: str) -> Source:
    return replace(read_docx(to_docx(data, name, suffix), name), media_type=media_type)


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{key}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, key, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


def _run(command: list[str], room: Path, name: str) -> None:
    """Runs LibreOffice in a process group of its own, which does not outlive this call."""
    process = subprocess.Popen(  # noqa: S603 - the file's name is ours, nothing in the command comes from outside
        command,
        cwd=room,
        env={**os.environ, "HOME": str(room)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(process, room / "out", name)
    finally:
        _stop(process)


def _wait(process: subprocess.Popen[bytes], out: Path, name: str) -> None:
    end = time.monotonic() + TIME_LIMIT
    while True:
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.2)
            return
        if time.monotonic() > end:
            raise BrokenFileError(name, f"LibreOffice took longer than {TIME_LIMIT:.0f} s; save it as .docx or PDF")
        if sum(path.stat().st_size for path in out.glob("*")) > MOST_BYTES:
            raise BrokenFileError(name, "LibreOffice writes far more than a notice can hold; it was stopped")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the process and those that it started; also where it ended, since it may leave some behind."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
