"""`qingdan doctor`: what is installed, found, missing."""

from __future__ import annotations

import typer

from qingdan.cli.console import SOME_FAILED


def doctor() -> None:
    """Tell what is installed and what is missing.

    \b
    Examples:
      qingdan doctor
    """
    import platform

    from qingdan import __version__
    from qingdan.batch.record import library_version, optional_libraries, required_libraries
    from qingdan.rulepacks import load_rules
    from qingdan.rulepacks.load import rules_root

    print(f"qingdan {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(f"rules   {rules_root()}")
    for name, digest in load_rules().packs.items():
        print(f"pack    {name} {digest[:12]}")
    found = {name: library_version(name) for name in required_libraries()}
    for name, version in found.items():
        print(f"needed  {name} {version or 'MISSING: pip install ' + name}")
    for extra, name in optional_libraries():
        print(f"extra   {extra}: {name} {library_version(name) or f'not installed: pip install qingdan[{extra}]'}")
    raise typer.Exit(0 if all(found.values()) else SOME_FAILED)
