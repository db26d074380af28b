"""Figures of each organization, month by month and year by year: recomputed from its books, or declared."""
