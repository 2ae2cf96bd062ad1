"""What knows nothing of a publication: cache, processes, digests, media types."""
