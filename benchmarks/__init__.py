"""What the build costs: a corpus of any size, and measurements beside the stock stack."""
