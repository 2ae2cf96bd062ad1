"""What a post may contain: the list of it, addresses, limits, the sanitiser."""
