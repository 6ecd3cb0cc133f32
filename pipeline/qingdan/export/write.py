"""Documents → one format: files appear whole or not at all, databases are updated in one transaction."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp

from qingdan.export.formats import DATABASES, FORMATS, Format, UpdatingWriter
from qingdan.export.messages import Language
from qingdan.models.record import PolicyDocument


def find_target(form: Format, target: Path) -> Path:
    """Where a format goes: formats of one file take a file or the folder for it, others an output folder."""
    is_file = bool(Path(form.target).suffix)
    return target if is_file and target.suffix and not target.is_dir() else target / form.target


def _update(writer: UpdatingWriter, rendered: Iterable[object]) -> None:
    try:
        for part in rendered:
            writer.add(part)
    except BaseException:
        writer.discard()
        raise
    writer.close()


def _write_whole(form: Format, rendered: Iterable[object], path: Path, language: Language) -> list[Path]:
    """Everything is written beside its place first, then put there."""
    stage = Path(mkdtemp(prefix=".qingdan-", dir=path.parent))
    try:
        with closing(form.writer(stage / path.name, language)) as writer:
            for part in rendered:
                writer.add(part)
        paths = []
        for written in writer.paths:
            paths.append(path.parent / written.relative_to(stage))
            paths[-1].parent.mkdir(parents=True, exist_ok=True)
            os.replace(written, paths[-1])
        return paths
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def write_format(documents: Iterable[PolicyDocument], name: str, target: str, language: Language = "zh") -> list[Path]:
    """Write documents to a format of `FORMATS` (a path) or `DATABASES` (a path or an address); gives the files.

    Raises KeyError for an unknown name, MissingExtraError, ExportError, OSError.
    """
    form = FORMATS.get(name)
    path = find_target(form, Path(target).resolve()) if form else None
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
    if form and path and name not in DATABASES:
        return _write_whole(form, (form.render(document, language) for document in documents), path, language)
    database = DATABASES[name]
    writer = database.writer(path or target, language)
    _update(writer, (database.render(document, language) for document in documents))
    return writer.paths
