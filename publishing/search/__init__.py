"""Makes the index that the browser searches."""
