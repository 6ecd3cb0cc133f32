"""Tables of which only the words are left → drawn tables."""
