"""values → tasks and objectives → PolicyDocument."""
