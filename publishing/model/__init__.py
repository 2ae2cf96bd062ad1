"""What everything speaks of: posts, authors, terms, moments, problems, settings, permalinks."""
