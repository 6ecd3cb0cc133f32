"""Documents without what shall not leave the house: personal data, or the text."""
