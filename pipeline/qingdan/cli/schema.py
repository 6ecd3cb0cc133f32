"""`qingdan schema`: the JSON Schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qingdan.cli.console import WRONG_USAGE, fail


def schema(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Which; without it, their names are listed.")
    ] = None,
    write: Annotated[Path | None, typer.Option("--write", metavar="DIR", help="Write all of them to a folder.")] = None,
) -> None:
    """Print the JSON Schemas of inputs and outputs.

    \b
    Examples:
      qingdan schema
      qingdan schema policy-document > policy-document.schema.json
      qingdan schema --write schemas
    """
    from qingdan.export.schema import SCHEMAS, to_schema_text, write_schemas

    if write:
        write_schemas(write)
    elif name is None:
        print("\n".join(SCHEMAS))
    elif name in SCHEMAS:
        print(to_schema_text(name), end="")
    else:
        raise typer.Exit(fail(f"{name}: no such schema; choose from {', '.join(SCHEMAS)}", WRONG_USAGE))
