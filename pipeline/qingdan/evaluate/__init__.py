"""Scoring, and the rules' own examples."""
