"""The peak of a process's memory, as Linux keeps it."""

from pathlib import Path


def peak_mb(pid: int | str) -> float:
    """The most physical memory a process ("self": this one) has held since it began or since `forget_peak` (VmHWM), in MB of 10^6 bytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise LookupError(f"process {pid} has no VmHWM")


def forget_peak(pid: int) -> None:
    """Count the peak anew from what the process holds now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")
