"""Printing codes, using them, and ending what they opened."""
