"""Every SELECT on people, sessions, seats and platform deeds; one module a noun."""
