"""What other tools write: their keys, metadata, dialects and template tags."""
