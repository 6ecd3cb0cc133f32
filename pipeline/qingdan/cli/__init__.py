"""Arguments in, rich out; one file a command; the only place that prints."""
