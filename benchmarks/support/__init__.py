"""What the benchmarks share.

- `place`: a throw-away database of production settings, its organizations, its web server.
- `people`: invented members, as a workbook or straight into the register.
- `turns`: contenders measured turn by turn, and their medians.
- `memory`: the peak of a process.
- `report`: a section of docs/performance.md, written anew.
"""
