"""Every benchmark, each in a process of its own, so that none measures what another left behind."""

import subprocess
import sys

BENCHMARKS = (
    "import_members",
    "memory",
    "certificates",
    "member_list",
    "search_members",
    "unpaid",
    "register_as_of",
    "contribution",
    "voucher",
    "alliance_page",
    "statements",
    "beside_django_ledger",
    "beside_juntagrico",
)


def main() -> None:
    """Run them in order; the first that fails ends the run."""
    for name in BENCHMARKS:
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)


if __name__ == "__main__":
    main()
