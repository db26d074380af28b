"""A thousand certificates as one PDF, against bare typst that lays out the same pages from ready data in one go.

Ours begins with what the register holds: it puts amounts into words, draws QR codes and tells which pages have to be
measured; then it lays out fifty pages at a time and joins them. Peaks of memory are those of processes of their own.
"""

import asyncio
import subprocess
import sys
from datetime import date

import msgspec
import typst

from benchmarks.support.memory import peak_mb
from benchmarks.support.report import table, write_section
from benchmarks.support.turns import stopwatch, take_turns
from hoptac.capital.documents import CertificateContents, certificate_page, certificate_pdf
from hoptac.demo.story import GIVEN, HAMLETS, PLEDGES_MILLION, SURNAMES
from hoptac.kit.documents.pdf import TEMPLATES, forget_layouts
from hoptac.settings import ROOT

COUNT, ROUNDS = 1_000, 3
ISSUED_ON = date(2026, 2, 5)


def contents(place: int) -> CertificateContents:
    """The certificate of the member in this place."""
    return CertificateContents(
        organization_name="Hợp tác xã Nông nghiệp Dịch vụ Tân Hưng",
        organization_code="1800123456",
        head_office="Ấp Thạnh Hòa, xã Vĩnh Trinh, thành phố Cần Thơ",
        charter_capital_dong=95_625_000_000,
        holder_kind="individual",
        holder_name=f"{SURNAMES[place * 5 % len(SURNAMES)]} {' '.join(GIVEN[place % len(GIVEN)])}",
        holder_address=f"Ấp {HAMLETS[place % len(HAMLETS)]}, xã Vĩnh Trinh, thành phố Cần Thơ",
        holder_nationality="Việt Nam",
        holder_identity_number=f"092060{place:06d}",
        amount_dong=PLEDGES_MILLION[place % len(PLEDGES_MILLION)] * 1_000_000,
        contribution_ratio=1,
        number=f"{place + 1:03d}/2026",
        issued_on=ISSUED_ON,
        legal_representative="Trần Văn Chín",
        legal_representative_title="Người đại diện theo pháp luật",
        check_url=f"https://htx.example/tan-hung/certificates/check/{place:016d}",
    )


def bare(data: str) -> bytes:
    """What typst does of it by itself."""
    return typst.compile(
        TEMPLATES / "capital/certificate.typ", root=TEMPLATES, font_paths=typst.Fonts(include_system_fonts=False),
        format="pdf", sys_inputs={"data": data}, pdf_standards="a-2a", timestamp=0,
    )  # fmt: skip


def bare_data(certificates: list[CertificateContents]) -> str:
    """The same that ours gives the template."""
    pages = [certificate_page(certificate) for certificate in certificates]
    dated = {"year": ISSUED_ON.year, "month": ISSUED_ON.month, "day": ISSUED_ON.day}
    return msgspec.json.encode({"certificates": pages, "date": dated}).decode()


class Prints:
    """The contenders; each turn prints other certificates, for typst remembers what it has laid out."""

    def __init__(self) -> None:
        self.printed = 0

    def _next(self) -> list[CertificateContents]:
        forget_layouts()
        self.printed += COUNT
        return [contents(place) for place in range(self.printed, self.printed + COUNT)]

    async def ours(self) -> float:
        """From what the register holds."""
        certificates = self._next()
        with stopwatch() as watch:
            certificate_pdf(certificates)
        return watch.processor_seconds

    async def floor(self) -> float:
        """From ready data."""
        data = bare_data(self._next())
        with stopwatch() as watch:
            bare(data)
        return watch.processor_seconds


def print_peak(who: str) -> None:
    """The peak of this process after one print."""
    certificates = [contents(place) for place in range(COUNT)]
    if who == "ours":
        certificate_pdf(certificates)
    else:
        bare(bare_data(certificates))
    print(peak_mb("self"))


def peak_of(who: str) -> float:
    """The peak of a process that prints once, in MB."""
    command = [sys.executable, "-m", "benchmarks.certificates", who]
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    """Measure and write the table."""
    if len(sys.argv) > 1:
        print_peak(sys.argv[1])
        return
    prints = Prints()
    figures = asyncio.run(take_turns({"ours": prints.ours, "bare": prints.floor}, ROUNDS))
    ours, floor = figures["ours"], figures["bare"]
    names = {"bare": "bare typst", "ours": "certificates"}
    lines = [
        [
            names[who],
            f"{found.median:.1f} ({found.spread})",
            f"{found.median / floor.median:.2f}",
            f"{peak_of(who):.0f}",
        ]
        for who, found in (("bare", floor), ("ours", ours))
    ]
    how = f"{COUNT:,} certificates as one PDF/A-2a file, medians of {ROUNDS} turns each, in turn, of the time of the processors"
    how += "; peak: VmHWM of a process that prints once."
    write_section("certificates", how, table(("", "processor time, s", "ratio", "peak, MB"), lines))


if __name__ == "__main__":
    main()
