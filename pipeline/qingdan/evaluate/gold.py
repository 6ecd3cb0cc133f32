"""Annotations and the documents that they are about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from qingdan.errors import QingdanError
from qingdan.evaluate import standoff
from qingdan.evaluate.items import Json

SUFFIX = ".gold.json"


class GoldError(QingdanError):
    """A folder without annotations, or a file that is none."""


def read_gold(folders: Sequence[Path]) -> list[Json]:
    """All annotations of the folders, with words or with places, by file name. Raises GoldError when there is none."""
    endings = (SUFFIX, standoff.SUFFIX)
    paths = [path for folder in folders for path in sorted(folder.rglob("*.json")) if path.name.endswith(endings)]
    if not paths:
        raise GoldError(f"{', '.join(map(str, folders))}: no annotation; they are named NAME{SUFFIX}")
    return [_read_annotation(path) for path in paths]


def _read_annotation(path: Path) -> Json:
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise GoldError(f"{path}: not JSON ({error})") from error
    if (
        not isinstance(gold, dict)
        or not isinstance(gold.get("document"), str)
        or not isinstance(gold.get("tasks"), list)
    ):
        raise GoldError(f"{path}: an annotation needs `document`, the file name of its notice, and a list `tasks`")
    return gold


def read_documents(folder: Path) -> dict[str, Json]:
    """Documents that `convert` wrote under a folder, by the file name of their source. Raises GoldError for none."""
    documents = {}
    for path in sorted(folder.rglob("*.json")):
        document = _read_document(path)
        if document is not None:
            documents[Path(document["source"].get("name") or "").name] = document
    if not documents:
        raise GoldError(f"{folder}: no documents there; give the folder that `qingdan convert` wrote")
    return documents


def _read_document(path: Path) -> Json | None:
    """None for other JSON, which stands beside the documents."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None
    is_document = isinstance(document, dict) and isinstance(document.get("source"), dict) and "tasks" in document
    return document if is_document else None


def pair_documents(documents: Mapping[str, Json], golds: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Each annotation with its document; an empty one where there is no output.

    An annotation with places instead of words is joined to the document with its text, whatever the file is called,
    and left out where there is none: words cannot be missed that nobody has.
    """
    by_text = {standoff.digest(document.get("text") or ""): document for document in documents.values()}
    for gold in golds:
        if "text_digest" not in gold:
            yield documents.get(gold["document"]) or {}, gold
        elif document := by_text.get(gold["text_digest"]):
            words = standoff.from_standoff(gold, document["text"])
            yield document, words | {"document": Path(document["source"]["name"]).name}
