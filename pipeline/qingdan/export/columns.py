"""What the models say of a column: whether it holds lists, and which words are allowed."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from qingdan.export.tables import Column, Table
from qingdan.models.record import PolicyDocument


def strip_null(annotation: Any) -> Any:
    """The annotation without `None`; a union of several types stays one."""
    if get_origin(annotation) not in (Union, UnionType):
        return annotation
    members = [part for part in get_args(annotation) if part is not NoneType]
    return members[0] if len(members) == 1 else Union[tuple(members)]  # noqa: UP007 - built at run time


def is_model(annotation: Any) -> bool:
    """Whether it is a model with fields."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _describe(table: Table, column: Column) -> tuple[Any, bool]:
    """The type at the end of a column's path, null where the path is computed; whether a list lies on the way."""
    root, *names = column.take.split(".")
    annotation: Any = {"item": table.model, "document": PolicyDocument}.get(root)
    in_list = False
    for name in names:
        if not is_model(annotation):
            return None, False
        annotation = strip_null(annotation.model_fields[name].annotation)
        if get_origin(annotation) is tuple:
            in_list, annotation = True, get_args(annotation)[0]
    return annotation, in_list


def holds_list(table: Table, column: Column) -> bool:
    """Whether a cell holds several words."""
    return _describe(table, column)[1]


def allowed_values(table: Table, column: Column) -> list[str]:
    """The closed list of words of a column, as its model has it; empty where any are allowed."""
    annotation, in_list = _describe(table, column)
    return list(get_args(annotation)) if get_origin(annotation) is Literal and not in_list else []
