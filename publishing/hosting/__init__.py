"""What hosts are told: old addresses, headers, and the site as a server of one's own takes it."""
