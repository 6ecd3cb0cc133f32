"""The model that proposes names: trained and measured on `corpora/` (docs/model-card.md). Not shipped."""
