"""Drawn tables → logical tables."""
