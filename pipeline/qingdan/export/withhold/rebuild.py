"""A document with some of its words replaced: records are frozen, so a changed one is built anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel


def rebuild(value: Any, on_text: Callable[[str], str], on_model: Callable[[Any], Mapping[str, Any]]) -> Any:
    """The same record, every text in it passed through `on_text`, but fields that `on_model` gives are set to those."""
    if isinstance(value, str):
        return on_text(value)
    if isinstance(value, tuple):
        return tuple(rebuild(member, on_text, on_model) for member in value)
    if isinstance(value, dict):
        return {on_text(key): rebuild(member, on_text, on_model) for key, member in value.items()}
    if isinstance(value, BaseModel):
        fixed = on_model(value)
        changed = {name: rebuild(member, on_text, on_model) for name, member in value if name not in fixed}
        return value.model_copy(update={**changed, **fixed})
    return value
