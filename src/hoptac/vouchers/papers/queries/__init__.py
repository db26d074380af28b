"""Every SELECT of papers."""
