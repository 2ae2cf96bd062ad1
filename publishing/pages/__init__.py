"""What readers see: the pages of the site."""
