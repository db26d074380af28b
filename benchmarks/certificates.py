"""A thousand certificates as one PDF, against bare typst that lays out the same pages in one go.

Ours begins with what the register holds: it puts amounts into words, draws QR codes and tells which pages have to be
measured; then it lays out fifty pages at a time and joins them. Bare typst is measured from data that are ready, and with
the making of them.
"""

import asyncio
import functools
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
from hoptac.kit.documents import qr_svg
from hoptac.kit.documents.pdf import TEMPLATES
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
    pages = [certificate_page(certificate, qr_svg(certificate.check_url)) for certificate in certificates]
    dated = {"year": ISSUED_ON.year, "month": ISSUED_ON.month, "day": ISSUED_ON.day}
    return msgspec.json.encode({"certificates": pages, "date": dated}).decode()


def print_once(who: str) -> None:
    """Print in this process, and say what it took."""
    certificates = [contents(place) for place in range(COUNT)]
    certificate_pdf(certificates[:1])  # fonts are loaded once, by whoever comes first
    data = bare_data(certificates) if who == "ready" else ""
    with stopwatch() as watch:
        if who == "ours":
            certificate_pdf(certificates)
        else:
            bare(data or bare_data(certificates))
    print(msgspec.json.encode({"processor": watch.processor_seconds, "peak": peak_mb("self")}).decode())


async def turn(who: str, peaks: dict[str, float]) -> float:
    """A print in a process of its own, for typst remembers what it has laid out; seconds of the processors."""
    command = [sys.executable, "-m", "benchmarks.certificates", who]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=subprocess.PIPE)
    answer, _errors = await process.communicate()
    taken: dict[str, float] = msgspec.json.decode(answer)
    peaks[who] = max(peaks.get(who, 0.0), taken["peak"])
    return taken["processor"]


def main() -> None:
    """Measure and write the table."""
    if len(sys.argv) > 1:
        print_once(sys.argv[1])
        return
    peaks: dict[str, float] = {}
    names = {
        "ready": "typst alone, from ready data",
        "made": "the data and typst",
        "ours": "certificates as we print them",
    }
    turns = {who: functools.partial(turn, who, peaks) for who in names}
    figures = asyncio.run(take_turns(turns, ROUNDS))
    first = figures["ready"].median
    lines = [
        [names[who], f"{found.median:.1f} ({found.spread})", f"{found.median / first:.2f}", f"{peaks[who]:.0f}"]
        for who, found in figures.items()
    ]
    how = f"{COUNT:,} certificates as one PDF/A-2a file; medians of {ROUNDS} turns, each in a process of its own."
    write_section("certificates", how, table(("", "processor time, s", "ratio", "peak, MB"), lines))


if __name__ == "__main__":
    main()
