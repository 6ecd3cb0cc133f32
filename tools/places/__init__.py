"""Builds the table of places."""
