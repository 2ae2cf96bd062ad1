"""Shows the site with its drafts while they are written."""
