"""Every SELECT of books and statements."""
