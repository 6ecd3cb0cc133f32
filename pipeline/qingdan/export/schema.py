"""The JSON Schemas, generated from the models. `qingdan schema --write schemas` rewrites the files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode
from pydantic_core.core_schema import DataclassField, ModelField, TypedDictField

from qingdan.models.diff import NoticeDiff
from qingdan.models.record import SCHEMA_VERSION, PolicyDocument
from qingdan.rulepacks.schema import PackFile, PackInfo

SCHEMAS: dict[str, type[BaseModel]] = {
    "policy-document": PolicyDocument,
    "notice-diff": NoticeDiff,
    "rule-file": PackFile,
    "rule-pack": PackInfo,
}
"""Name to model. What is written is described as written, what is read (rule packs) as read."""
_READ = frozenset({"rule-file", "rule-pack"})


class _Generate(GenerateJsonSchema):
    """Without titles that repeat the name; what is written is always present, defaults too."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def field_is_required(self, field: ModelField | DataclassField | TypedDictField, total: bool) -> bool:
        return self.mode == "serialization" or super().field_is_required(field, total)


def build_schema(name: str) -> dict[str, Any]:
    """The JSON Schema 2020-12 of one model. Raises KeyError for an unknown name."""
    mode: JsonSchemaMode = "validation" if name in _READ else "serialization"
    schema = SCHEMAS[name].model_json_schema(schema_generator=_Generate, mode=mode)
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"urn:qingdan:schema:{name}:{SCHEMA_VERSION}",
        **schema,
    }


def to_schema_text(name: str) -> str:
    """The schema as the file holds it."""
    return json.dumps(build_schema(name), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write `<name>.schema.json` for every model."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.schema.json" for name in SCHEMAS]
    for name, path in zip(SCHEMAS, paths, strict=True):
        path.write_text(to_schema_text(name), encoding="utf-8", newline="\n")
    return paths
