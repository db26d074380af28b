"""Workbooks of an opening that go out: the list to fill in."""

from collections.abc import Mapping

from hoptac.kit.language import Language, _, translate
from hoptac.kit.sheets import Cell, OutputColumn, OutputSheet, write_workbook
from hoptac.ledger.charts import Account
from hoptac.opening.balances import CONTRIBUTED_CAPITAL

_NO_BALANCE = ("5", "6", "9")


def blank_workbook(chart: Mapping[str, Account], register_dong: int, language: Language) -> bytes:
    """An .xlsx with a row for every account that may have a balance, to be filled in; headings are Vietnamese, as the
    lists of offices are. 4111 stands there with the sum of the register of contributions."""
    columns = [
        OutputColumn("Số hiệu tài khoản"),
        OutputColumn("Tên tài khoản", width=44),
        OutputColumn("Đối tượng", width=30),
        OutputColumn("Mã số thuế, căn cước", width=18),
        OutputColumn("Dư Nợ", "money"),
        OutputColumn("Dư Có", "money"),
        OutputColumn("Ghi chú", width=24),
    ]
    rows: list[list[Cell]] = [
        [
            account.code,
            _name(account, language),
            None,
            None,
            None,
            _capital(account, register_dong),
            _hint(account, language),
        ]
        for account in chart.values()
        if not account.has_children and not account.code.startswith(_NO_BALANCE)
    ]
    return write_workbook([OutputSheet(translate(_("Số dư đầu kỳ"), language), columns, rows)])


def _name(account: Account, language: Language) -> str:
    return account.name_en if language == "en" else account.name_vi


def _capital(account: Account, register_dong: int) -> int | None:
    return register_dong if account.code == CONTRIBUTED_CAPITAL and register_dong else None


def _hint(account: Account, language: Language) -> str | None:
    if account.code == CONTRIBUTED_CAPITAL:
        return translate(_("một dòng tổng là đủ, chi tiết lấy theo sổ góp vốn"), language)
    return translate(_("mỗi đối tượng một dòng"), language) if account.needs_party else None
