"""Pure functions on `str`: folding that remembers origins, Chinese numerals, sentence cuts."""
