"""Every SELECT of openings."""
