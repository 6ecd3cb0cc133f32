"""The page in a saved web page (.mhtml): parts between boundary lines, each with headers of its own."""

from __future__ import annotations

import binascii
import quopri
import re

from qingdan.errors import BrokenFileError

_BOUNDARY = re.compile(rb"""boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))""", re.IGNORECASE)
_HEADERS = re.compile(rb"\r?\n\r?\n")
_TYPE = re.compile(rb"^content-type:\s*text/html\b", re.IGNORECASE | re.MULTILINE)
_CODING = re.compile(rb"^content-transfer-encoding:\s*([\w\-]+)", re.IGNORECASE | re.MULTILINE)
_CHARSET = re.compile(rb"""charset\s*=\s*"?([\w.:\-]{1,40})""", re.IGNORECASE)
_HEAD = 8192


def find_page(data: bytes, name: str) -> tuple[bytes, str | None]:
    """The bytes of the first HTML part and the charset that its headers name. Raises BrokenFileError without one."""
    boundary = _BOUNDARY.search(data, 0, _HEAD)
    for part in data.split(b"--" + (boundary[1] or boundary[2])) if boundary else ():
        blank = _HEADERS.search(part, 0, _HEAD)
        headers = part[: blank.start()] if blank else b""
        if blank and _TYPE.search(headers):
            coding, charset = _CODING.search(headers), _CHARSET.search(headers)
            body = _decode(part[blank.end() :], coding[1].lower() if coding else b"")
            return body, charset[1].decode("ascii") if charset else None
    raise BrokenFileError(name, "this saved web page holds no page; save it again as HTML")


def _decode(body: bytes, coding: bytes) -> bytes:
    if coding == b"quoted-printable":
        return quopri.decodestring(body)
    if coding == b"base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            return b""
    return body
