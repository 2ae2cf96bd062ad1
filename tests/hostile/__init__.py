"""Posts written to do harm, and harmless ones that look like them."""
