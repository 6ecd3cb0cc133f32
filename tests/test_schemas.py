"""The schemas in the checkout are those of the models, and what is written obeys them."""

import json
from pathlib import Path

import jsonschema
import pytest

from qingdan.export.json import to_json
from qingdan.export.schema import SCHEMAS, build_schema, to_schema_text
from qingdan.models.record import PolicyDocument

FOLDER = Path(__file__).parents[1] / "schemas"


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_drift(name: str) -> None:
    written = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert written == to_schema_text(name), "run: qingdan schema --write schemas"


def test_every_file_has_a_model() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{name}.schema.json" for name in SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_valid_2020_12(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(build_schema(name))


def test_document_obeys_its_schema(document: PolicyDocument) -> None:
    validator = jsonschema.Draft202012Validator(
        build_schema("policy-document"), format_checker=jsonschema.FormatChecker()
    )
    assert [error.message for error in validator.iter_errors(json.loads(to_json(document)))] == []


def test_an_unknown_field_is_refused(document: PolicyDocument) -> None:
    data = json.loads(to_json(document)) | {"surprise": 1}
    assert not jsonschema.Draft202012Validator(build_schema("policy-document")).is_valid(data)
