"""Many notices."""
