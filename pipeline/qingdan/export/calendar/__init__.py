"""A calendar of deadlines."""
