"""Every SELECT of the bank."""
