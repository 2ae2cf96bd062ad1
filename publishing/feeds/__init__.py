"""What subscribers get: Atom and JSON Feed; the sitemap."""
