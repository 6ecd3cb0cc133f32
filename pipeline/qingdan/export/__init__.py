"""Records → one output format a module."""
