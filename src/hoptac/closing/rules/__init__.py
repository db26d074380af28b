"""Closing as pure functions: the entries of a year's end, and what a month still lacks."""
