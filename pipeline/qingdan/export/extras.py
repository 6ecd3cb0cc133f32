"""Libraries that not every user needs, installed as extras of qingdan."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from qingdan.errors import MissingExtraError


def import_extra(module: str, extra: str) -> Any:
    """The module. Raises MissingExtraError, which says what to install."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(
            f"{module} is not installed ({error.name or error}); run: pip install 'qingdan[{extra}]'"
        ) from error
