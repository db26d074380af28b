"""Every SELECT of the registers."""
