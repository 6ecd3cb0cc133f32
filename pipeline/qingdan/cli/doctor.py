"""`qingdan doctor`: what is installed, found, missing."""

from __future__ import annotations

import typer

from qingdan.cli.console import SOME_FAILED

_NEEDED = ("pydantic", "pypdfium2", "pdfplumber", "pyahocorasick", "xlsxwriter", "pebble", "typer", "rich")
_OPTIONAL = {
    "spacy": "finds organisations by a trained model (--ner)",
    "rapidocr": "reads scanned pages (extra `ocr`)",
}
_PROGRAMS = {"soffice": "LibreOffice, reads .doc and .wps"}


def doctor() -> None:
    """Tell what is installed and what is missing.

    \b
    Examples:
      qingdan doctor
    """
    import platform
    import shutil

    from qingdan import __version__
    from qingdan.batch.record import library_version
    from qingdan.rulepacks import load_rules
    from qingdan.rulepacks.load import rules_root

    print(f"qingdan {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(f"rules   {rules_root()}")
    for name, digest in load_rules().packs.items():
        print(f"pack    {name} {digest[:12]}")
    missing = [name for name in _NEEDED if library_version(name) is None]
    for name in _NEEDED:
        print(f"needed  {name} {library_version(name) or 'MISSING: pip install ' + name}")
    for name, use in _OPTIONAL.items():
        print(f"extra   {name} {library_version(name) or 'not installed'}: {use}")
    for name, use in _PROGRAMS.items():
        print(f"program {name} {shutil.which(name) or 'not found'}: {use}")
    raise typer.Exit(SOME_FAILED if missing else 0)
