"""Databases: one schema, SQLite and PostgreSQL."""
