"""A proof, and what stands in the books already, in the reader's words."""

from typing import Any

from hoptac.kit.language import Language
from hoptac.ledger.charts import Account, is_off_balance
from hoptac.opening.balances import CONTRIBUTED_CAPITAL, Opening
from hoptac.opening.proof import Proof
from hoptac.opening.queries.standing import Standing


def shown_proof(opening: Opening, proof: Proof, standing: Standing, language: Language) -> dict[str, Any]:
    """What `opening/_proof.html` shows. Amounts of an account are debit minus credit."""
    return {
        "debit": proof.debit_dong,
        "credit": proof.credit_dong,
        "difference": abs(proof.debit_dong - proof.credit_dong),
        "off_balance": proof.off_balance_dong,
        "capital": proof.capital_dong,
        "register": proof.register_dong,
        "has_capital": bool(proof.capital_dong or proof.register_dong),
        "checks": [
            (check, account_name(standing.chart, check.account, language))
            for check in proof.checks
            if check.account != CONTRIBUTED_CAPITAL
        ],
        "accounts": _by_account(opening, standing, language),
        "is_partly_posted": bool(standing.posted),
        "later_capital": standing.later_capital,
        "problems": [one.sentence(language) for one in proof.problems],
        "new_parties": len(opening.new_parties),
        "balances": len(opening.balances),
    }


def _by_account(opening: Opening, standing: Standing, language: Language) -> list[dict[str, Any]]:
    """Each account with what the list says, what the books say, and what is still to be posted."""
    said: dict[str, int] = {}
    for one in opening.balances:
        said[one.account] = said.get(one.account, 0) + one.net_dong
    posted: dict[str, int] = {}
    for (account, _party), dong in standing.posted.items():
        posted[account] = posted.get(account, 0) + dong
    return [
        {
            "code": code,
            "name": account_name(standing.chart, code, language),
            "said": said.get(code, 0),
            "posted": posted.get(code, 0),
            "missing": said.get(code, 0) - posted.get(code, 0),
            "is_off_balance": is_off_balance(code),
        }
        for code in sorted(said.keys() | posted.keys())
    ]


def account_name(chart: dict[str, Account], code: str, language: Language) -> str:
    """The name of an account; its code where it has none."""
    account = chart.get(code)
    if account is None:
        return code
    return account.name_en if language == "en" else account.name_vi
