"""Every SELECT behind the tasks: a few sums for each family of rules, days of the past only where something is wrong now."""
