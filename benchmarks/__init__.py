"""Ratios measured in one run on one machine, written into docs/performance.md; nothing is asserted about seconds.

`make bench` runs all, `python -m benchmarks.import_members` one. A benchmark is a module with a `main()`, listed in
`benchmarks.__main__`; its docstring says what is compared with what. What they share is in `benchmarks.support`.
"""
