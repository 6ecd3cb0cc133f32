"""Pages as printed → Source: lines, tables and page furniture by geometry, whatever file the characters came from."""
