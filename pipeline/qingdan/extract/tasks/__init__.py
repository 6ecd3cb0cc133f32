"""Where tasks stand: clauses, their measures, rows of tables."""
