"""Printed lines → paragraphs, without what is in the file but not in the notice."""
