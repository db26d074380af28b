"""The papers of a contribution in kind: the minutes of the valuation (Art. 77) and the record of the handing over (Art. 76.3)."""

from datetime import date
from fractions import Fraction
from typing import Any, cast

from hoptac.capital.forms import ASSET_KIND_NAMES, VALUATION_NAMES
from hoptac.capital.queries.assets import AssetRow
from hoptac.capital.queries.certificates import Holder
from hoptac.capital.rules import AssetKind, Valuation, ratio_in_hundredths
from hoptac.kit.calendar import format_date
from hoptac.kit.documents import breakable, render_pdf
from hoptac.kit.language import translate
from hoptac.kit.money import format_dong
from hoptac.kit.pages import format_number
from hoptac.kit.vietnamese.number_words import amount_in_words


def paper_of(asset: AssetRow, holder: Holder, *, charter_capital_dong: int) -> dict[str, Any]:
    """What both templates are given; a text left empty becomes a line to fill by hand. The ratio is that of the value to the
    charter capital of today."""
    ratio = ratio_in_hundredths(asset.amount_dong, charter_capital_dong)
    texts = {
        "organization_name": holder.organization_name,
        "organization_code": holder.organization_code or "",
        "head_office": holder.head_office,
        "legal_representative": holder.legal_representative,
        "legal_representative_title": holder.legal_representative_title,
        "holder_kind": holder.kind,
        "holder_name": holder.name,
        "holder_address": holder.address or "",
        "holder_identity_number": holder.identity_number or "",
        "asset_kind": translate(ASSET_KIND_NAMES[cast(AssetKind, asset.asset_kind)], "vi"),
        "asset": asset.asset,
        "asset_quantity": asset.asset_quantity,
        "right_of_use_period": asset.right_of_use_period,
        "amount": f"{format_dong(asset.amount_dong)} đồng",
        "amount_in_words": amount_in_words(asset.amount_dong),
        "ratio": f"{format_number(Fraction(ratio, 100), 'vi')} %",
        "valuation": translate(VALUATION_NAMES[cast(Valuation, asset.valuation)], "vi"),
        "valued_by": asset.valued_by,
        "valuation_number": asset.valuation_number,
        "valued_on": format_date(asset.valued_on),
        "handed_over_on": format_date(asset.handed_over_on),
        "approval": asset.approval,
    }
    shown = {name: breakable(text) for name, text in texts.items()}
    return shown | {"dates": {"valuation": _parts(asset.valued_on), "handover": _parts(asset.handed_over_on)}}


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def valuation_pdf(paper: dict[str, Any]) -> bytes:
    """The minutes, one page. Raises UnprintableText."""
    return render_pdf("capital/asset.typ", paper | {"which": "valuation"})


def handover_pdf(paper: dict[str, Any]) -> bytes:
    """The record, one page. Raises UnprintableText."""
    return render_pdf("capital/asset.typ", paper | {"which": "handover"})
