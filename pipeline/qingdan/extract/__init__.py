"""Notice + RuleSet → mentions, one module a kind."""
