"""Maintainers' scripts, not shipped."""
