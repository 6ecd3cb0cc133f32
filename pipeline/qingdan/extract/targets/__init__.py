"""Where quantified goals are set, and what they say of their figures."""
