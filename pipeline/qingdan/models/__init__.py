"""Frozen values that the stages hand on, one file a family. No logic beyond their own consistency."""
