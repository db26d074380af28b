"""What the page of a list shows, in the reader's words."""

from typing import Any
from uuid import UUID

from hoptac.kit.calendar import format_date
from hoptac.kit.imports import (
    LEAVE_OUT,
    field_choices,
    key_of,
    page_of_verdicts,
    shown_skipped,
    shown_tables,
    unpack_understanding,
)
from hoptac.kit.language import Language, Message, _, choices_of, translate
from hoptac.opening.balances import Opening
from hoptac.opening.importing import Coming
from hoptac.opening.parties import KnownParties
from hoptac.opening.proof import Proof
from hoptac.opening.queries.imports import ImportDetail
from hoptac.opening.queries.standing import Standing
from hoptac.opening.reading import VOCABULARY, BalanceVerdict, decision_parts, moved_accounts, rows_left
from hoptac.opening.refusals import RowsLeft
from hoptac.opening.routes.showing import account_name, shown_proof

REGIME_NAMES: dict[str, Message] = {
    "tt71": _("Thông tư 71/2024"),
    "tt24": _("Thông tư 24/2017 (chế độ cũ)"),
}


def shown_list(
    detail: ImportDetail, opening: Opening, proof: Proof, standing: Standing, parties: KnownParties, *, place: str,
    status: str, number: int, language: Language,
) -> dict[str, Any]:  # fmt: skip
    """The context of `opening/imports/show.html`."""
    understanding, verdicts = unpack_understanding(detail.mapping), detail.unpacked()
    listed = page_of_verdicts(verdicts, path=place, status=status, number=number)
    left = rows_left(verdicts, detail.decided)
    is_done, coming = detail.state == "done", Coming.of(opening)
    return {
        "detail": detail,
        "is_done": is_done,
        "counts": detail.counts,
        "first_on": format_date(detail.first_on),
        "regime": detail.regime,
        "regimes": choices_of(REGIME_NAMES, language),
        "shown_status": status,
        "tables": shown_tables(understanding, VOCABULARY, language),
        "fields": field_choices(VOCABULARY, language),
        "skipped": shown_skipped(understanding, language),
        "is_remembered": understanding.remembered,
        "listed": listed,
        "rows": [_row(verdict, detail, standing, parties, language) for verdict in listed.rows],
        "moved": [
            (one, account_name(standing.chart, one.new, language)) for one in moved_accounts(verdicts, detail.decided)
        ],
        "proof": _proof_of_rows(shown_proof(opening, proof, standing, language), len(left), language),
        "left": len(left),
        "in_force": standing.in_force,
        "coming": coming,
        "is_ready": not (is_done or left or proof.problems or standing.in_force) and bool(coming.count),
    }


def _proof_of_rows(proof: dict[str, Any], left: int, language: Language) -> dict[str, Any]:
    """The proof with the rows that it does not cover: what balances without them is not whole."""
    if not left:
        return proof
    return proof | {"problems": [RowsLeft(left).sentence(language), *proof["problems"]]}


def _row(
    verdict: BalanceVerdict, detail: ImportDetail, standing: Standing, parties: KnownParties, language: Language
) -> dict[str, Any]:
    return {
        "key": key_of(verdict),
        "sheet": verdict.sheet,
        "row": verdict.row,
        "status": verdict.status,
        "account": verdict.account or verdict.typed,
        "account_name": account_name(standing.chart, verdict.account, language) if verdict.account else "",
        "name": verdict.name,
        "debit": verdict.debit_dong,
        "credit": verdict.credit_dong,
        "reasons": [translate(reason.message, language) for reason in verdict.reasons],
        "notes": [translate(note.message, language) for note in verdict.notes],
        "decided": detail.decided.get(key_of(verdict), ""),
        "decisions": [
            (decision, decision_name(decision, standing, parties, language)) for decision in verdict.decisions
        ],
    }


def decision_name(decision: str, standing: Standing, parties: KnownParties, language: Language) -> str:
    """An answer in words: '4421 Quỹ chung không chia', 'Nguyễn Văn An (TV012)', 'Thêm mới'."""
    if decision == LEAVE_OUT:
        return translate(_("Bỏ qua"), language)
    chosen, told = decision_parts(decision), []
    if "account" in chosen:
        told.append(f"{chosen['account']} {account_name(standing.chart, chosen['account'], language)}")
    if chosen.get("party") == "new":
        told.append(translate(_("Thêm đối tượng mới"), language))
    elif "party" in chosen:
        party = parties.by_id.get(UUID(chosen["party"]))
        told.append(f"{party.name} ({party.number})" if party and party.number else party.name if party else "?")
    return " · ".join(told) or translate(_("Ghi như đã đọc"), language)
