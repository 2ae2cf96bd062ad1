"""All posts together: authors, taxonomies, series, conflicts, publication status."""
