"""mention + context → value, one module a kind."""
