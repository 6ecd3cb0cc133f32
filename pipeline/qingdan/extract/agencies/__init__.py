"""Where organisations are named: assigned, or acting in a sentence."""
