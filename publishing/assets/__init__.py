"""Files and pictures: checks, metadata, SVG, responsive images."""
