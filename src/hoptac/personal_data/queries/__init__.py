"""Every SELECT of requests, and of what there is of a person."""
