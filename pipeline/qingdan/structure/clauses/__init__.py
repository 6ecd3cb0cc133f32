"""Paragraphs → the tree of numbered clauses, their headings and roles."""
