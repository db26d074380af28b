"""The files of a form, read and judged before anything is stored: what each is by its bytes, and what an invoice says."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from litestar import Request
from litestar.datastructures import UploadFile

from hoptac.kit.errors import Refusal, Refusals
from hoptac.vouchers.papers.e_invoices import EInvoice, read_invoice
from hoptac.vouchers.papers.kinds import LARGEST_BYTES, MOST_FILES, FileKind, file_name, kind_of
from hoptac.vouchers.papers.refusals import FileMissing, InvoiceRefused, OnlyInvoices, TooManyFiles

FIELD = "files"


class Paper(msgspec.Struct, frozen=True):
    """One file that may be kept; an invoice with what it says."""

    name: str
    kind: FileKind
    content: bytes
    invoice: EInvoice | None = None


async def read_files(request: Request[Any, Any, Any]) -> list[tuple[str, bytes]]:
    """Names and bytes of the files in the form, cut one byte above the limit. Raises FileMissing, TooManyFiles."""
    uploads = [file for file in (await request.form()).getall(FIELD, []) if isinstance(file, UploadFile)]
    named = [file for file in uploads if file.filename]
    if not named:
        raise FileMissing
    if len(named) > MOST_FILES:
        raise TooManyFiles(MOST_FILES)
    return [(file.filename, await file.read(LARGEST_BYTES + 1)) for file in named]


def judged(name: str, content: bytes) -> Paper:
    """One file as it may be kept. Raises what `kind_of` raises, and InvoiceRefused with the reason."""
    kind = kind_of(name, content)
    if kind.key != "xml":
        return Paper(file_name(name, kind), kind, content)
    try:
        invoice = read_invoice(content)
    except Refusal as refused:
        raise InvoiceRefused(name, refused) from refused
    return Paper(file_name(name, kind), kind, content, invoice)


def judged_invoice(name: str, content: bytes) -> Paper:
    """The same where nothing but invoices is taken. Raises OnlyInvoices too."""
    paper = judged(name, content)
    if paper.invoice is None:
        raise OnlyInvoices(name)
    return paper


async def judge_all(
    files: Sequence[tuple[str, bytes]], judge: Callable[[str, bytes], Paper]
) -> tuple[list[Paper], list[Refusal]]:
    """Each file read in a thread of its own time: those that may be kept, and why the others may not."""
    papers: list[Paper] = []
    refusals: list[Refusal] = []
    for name, content in files:
        try:
            papers.append(await asyncio.to_thread(judge, name, content))
        except Refusal as refused:
            refusals.append(refused)
    return papers, refusals


async def papers_of(request: Request[Any, Any, Any]) -> list[Paper]:
    """Every file of the form, or none: raises Refusals with all that is wrong, FileMissing, TooManyFiles."""
    papers, refusals = await judge_all(await read_files(request), judged)
    if refusals:
        raise Refusals(refusals)
    return papers
