"""The machine that turns posts into the site."""
