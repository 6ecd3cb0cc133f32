"""Source → Notice: furniture, metadata zone, attachments, outline, logical tables."""
