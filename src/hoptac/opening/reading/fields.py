"""What the columns of a list of balances may be."""

from hoptac.kit.language import _
from hoptac.kit.tables import Field, Profile, Vocabulary
from hoptac.ledger.charts import chart
from hoptac.opening.reading.accounts import code_of
from hoptac.opening.regimes import ONLY_IN_TT24


def _numbers(profile: Profile) -> float:
    return profile.numbers


def _words(profile: Profile) -> float:
    return profile.words


def _accounts(profile: Profile) -> float:
    """The share of cells that begin with the code of an account, of either chart."""

    def is_account(cell: object, text: str) -> bool:
        code = code_of(text or (str(int(cell)) if isinstance(cell, float) and cell.is_integer() else ""))[0]
        return any(code[:length] in chart() or code[:length] in ONLY_IN_TT24 for length in (3, 4))

    return profile.share(is_account)


_MONEY = {"fits": _numbers, "measure": "money"}
_DEBIT_NEVER = "phát sinh, lũy kế, đối ứng, tài khoản nợ, tk nợ, người nợ, công nợ, số hiệu"
_CREDIT_NEVER = "phát sinh, lũy kế, đối ứng, tài khoản có, tk có, số hiệu"

FIELDS = (
    Field(
        key="ordinal",
        label=_("Số thứ tự"),
        phrases={1.0: "stt, số tt, số thứ tự, s t t", 0.9: "tt", 0.7: "no, order"},
        fits=_numbers,
    ),
    Field(
        key="account",
        label=_("Số hiệu tài khoản"),
        phrases={
            1.0: (
                "số hiệu tài khoản, số hiệu tk, mã tài khoản, mã tk, mã số tài khoản, ký hiệu tài khoản, số tk kế toán, "
                "tài khoản kế toán, account code, account number, account no, shtk"
            ),
            0.9: "tài khoản, tk, số hiệu, account, số tài khoản, số tk",
            0.6: "mã số, mã",
        },
        never=(
            "tên tài khoản, tên tk, ngân hàng, đối ứng, mã đối tượng, mã khách hàng, mã kh, mã ncc, mã nhà cung cấp, mã hàng, "
            "mã vật tư, mã số thuế, mã thành viên, mã tv, account name"
        ),
        fits=_accounts,
        looks=_accounts,
        alone=0.7,
        headless=0.8,
    ),
    Field(
        key="name",
        label=_("Tên tài khoản hoặc diễn giải"),
        phrases={
            1.0: "tên tài khoản, tên tk, tên tài khoản kế toán, account name",
            0.8: "nội dung, diễn giải, chỉ tiêu, khoản mục, description",
            0.6: "tên",
        },
        never="tên khách hàng, tên hàng, tên vật tư, tên đối tượng, tên nhà cung cấp, họ và tên",
        fits=_words,
    ),
    Field(
        key="party",
        label=_("Đối tượng"),
        phrases={
            1.0: (
                "đối tượng, tên đối tượng, đối tượng công nợ, khách hàng, tên khách hàng, tên kh, nhà cung cấp, tên nhà cung cấp, "
                "tên ncc, người bán, tên người bán, người mua, tên người mua, họ và tên, họ tên, tên thành viên, thành viên, "
                "họ và tên thành viên, tên đơn vị cá nhân, tên đối tác, đối tác, counterparty, customer, supplier, party"
            ),
            0.9: (
                "tên đơn vị, đơn vị cá nhân, tên công ty, tên nhân viên, nhân viên, người lao động, người nhận tạm ứng, "
                "bên cho vay, người cho vay, tên chủ nợ, tên con nợ, người nợ, tên người nợ, xã viên, tên xã viên"
            ),
            0.7: "đơn vị, chủ nợ, con nợ, hộ, tên hộ",
        },
        never="mã, đơn vị tính, địa chỉ, đối ứng, dư nợ, số tiền, mã số thuế, ngân hàng",
        fits=_words,
    ),
    Field(
        key="party_code",
        label=_("Mã đối tượng"),
        phrases={
            1.0: (
                "mã đối tượng, mã khách hàng, mã kh, mã ncc, mã nhà cung cấp, mã thành viên, mã tv, mã xã viên, mã nhân viên, "
                "mã nv, số thẻ thành viên, mã công nợ, customer code, party code, member number"
            ),
            0.8: "mã đt, mã đối tác",
        },
    ),
    Field(
        key="identity_number",
        label=_("Mã số thuế, căn cước"),
        phrases={
            1.0: "mã số thuế, mst, cccd, căn cước, số căn cước, cmnd, số định danh, tax code, mst cccd, mã số thuế cccd",
        },
        never="ngày cấp, nơi cấp",
    ),
    Field(
        key="item",
        label=_("Mặt hàng"),
        phrases={
            1.0: (
                "mặt hàng, tên hàng, tên hàng hóa, tên vật tư, tên vật tư hàng hóa, vật tư hàng hóa, tên sản phẩm, tên hàng vật tư, "
                "hàng hóa, vật tư, tên vật liệu, tên nguyên liệu, item, product"
            ),
            0.8: "sản phẩm, tên thành phẩm, nguyên vật liệu",
        },
        never="mã, số lượng",
        fits=_words,
    ),
    Field(
        key="quantity",
        label=_("Số lượng"),
        phrases={
            1.3: "cuối kỳ số lượng, tồn cuối số lượng, tồn cuối kỳ số lượng, cuối năm số lượng, tồn kho cuối kỳ số lượng",
            1.0: "số lượng, sl, lượng, số lượng tồn, tồn kho số lượng, quantity",
            0.7: "tồn",
        },
        never="giá trị, đơn giá, nhập, xuất",
        fits=_numbers,
    ),
    Field(
        key="closing_debit_dong",
        label=_("Dư Nợ cuối kỳ"),
        phrases={
            1.2: (
                "số dư cuối kỳ nợ, dư cuối kỳ nợ, cuối kỳ nợ, số dư cuối năm nợ, cuối năm nợ, số cuối năm nợ, số cuối kỳ nợ, "
                "dư cuối nợ, số dư cuối nợ, dư nợ cuối kỳ, dư nợ cuối năm, nợ cuối kỳ, nợ cuối năm, số dư nợ cuối kỳ, "
                "số dư nợ cuối năm, cuối kỳ dư nợ, số dư cuối kỳ dư nợ, cuối năm dư nợ, closing debit, closing balance debit, "
                "closing balance dr, nợ ck, dư nợ ck, số dư cuối tháng nợ, cuối tháng nợ"
            ),
        },
        never=_DEBIT_NEVER,
        **_MONEY,
    ),
    Field(
        key="closing_credit_dong",
        label=_("Dư Có cuối kỳ"),
        phrases={
            1.2: (
                "số dư cuối kỳ có, dư cuối kỳ có, cuối kỳ có, số dư cuối năm có, cuối năm có, số cuối năm có, số cuối kỳ có, "
                "dư cuối có, số dư cuối có, dư có cuối kỳ, dư có cuối năm, có cuối kỳ, có cuối năm, số dư có cuối kỳ, "
                "số dư có cuối năm, cuối kỳ dư có, số dư cuối kỳ dư có, cuối năm dư có, closing credit, closing balance credit, "
                "closing balance cr, có ck, dư có ck, số dư cuối tháng có, cuối tháng có"
            ),
        },
        never=_CREDIT_NEVER,
        **_MONEY,
    ),
    Field(
        key="opening_debit_dong",
        label=_("Dư Nợ đầu kỳ"),
        phrases={
            1.2: (
                "số dư đầu kỳ nợ, dư đầu kỳ nợ, đầu kỳ nợ, số dư đầu năm nợ, đầu năm nợ, số đầu năm nợ, số đầu kỳ nợ, dư đầu nợ, "
                "số dư đầu nợ, dư nợ đầu kỳ, dư nợ đầu năm, nợ đầu kỳ, nợ đầu năm, số dư nợ đầu kỳ, số dư nợ đầu năm, "
                "đầu kỳ dư nợ, số dư đầu kỳ dư nợ, đầu năm dư nợ, opening debit, opening balance debit, opening balance dr, "
                "nợ đk, dư nợ đk, số dư đầu tháng nợ, đầu tháng nợ"
            ),
        },
        never=_DEBIT_NEVER,
        **_MONEY,
    ),
    Field(
        key="opening_credit_dong",
        label=_("Dư Có đầu kỳ"),
        phrases={
            1.2: (
                "số dư đầu kỳ có, dư đầu kỳ có, đầu kỳ có, số dư đầu năm có, đầu năm có, số đầu năm có, số đầu kỳ có, dư đầu có, "
                "số dư đầu có, dư có đầu kỳ, dư có đầu năm, có đầu kỳ, có đầu năm, số dư có đầu kỳ, số dư có đầu năm, "
                "đầu kỳ dư có, số dư đầu kỳ dư có, đầu năm dư có, opening credit, opening balance credit, opening balance cr, "
                "có đk, dư có đk, số dư đầu tháng có, đầu tháng có"
            ),
        },
        never=_CREDIT_NEVER,
        **_MONEY,
    ),
    Field(
        key="debit_dong",
        label=_("Dư Nợ"),
        phrases={
            1.1: "số dư nợ, dư nợ, số dư bên nợ, số tiền dư nợ, debit balance, phải thu dư nợ",
            1.0: "nợ, bên nợ, debit, dr, số dư dư nợ",
            0.8: "phải thu, còn phải thu, số phải thu",
        },
        never=f"{_DEBIT_NEVER}, cuối, đầu, phải trả",
        **_MONEY,
    ),
    Field(
        key="credit_dong",
        label=_("Dư Có"),
        phrases={
            1.1: "số dư có, dư có, số dư bên có, số tiền dư có, credit balance",
            1.0: "có, bên có, credit, cr, số dư dư có",
            0.8: "phải trả, còn phải trả, số phải trả",
        },
        never=f"{_CREDIT_NEVER}, cuối, đầu, phải thu, nợ có",
        **_MONEY,
    ),
    Field(
        key="balance_dong",
        label=_("Số dư (một cột)"),
        phrases={
            1.3: (
                "cuối kỳ giá trị, cuối kỳ thành tiền, tồn cuối giá trị, tồn cuối kỳ thành tiền, cuối năm giá trị, "
                "cuối năm thành tiền, tồn kho cuối kỳ giá trị, cuối kỳ số tiền, tồn cuối kỳ số tiền"
            ),
            1.05: (
                "số dư cuối kỳ, số dư cuối năm, dư cuối kỳ, giá trị tồn, thành tiền tồn, tồn cuối kỳ giá trị, tồn cuối thành tiền, "
                "giá trị tồn kho, closing balance, số dư đến ngày, số dư tại ngày, số dư"
            ),
            0.9: "số tiền, giá trị, thành tiền, balance, amount, số còn nợ, còn nợ, dư nợ gốc, nợ gốc, số vốn góp, vốn góp, đã góp",
            0.7: "số dư đầu kỳ, số dư đầu năm",
        },
        never="nợ có, phát sinh, lũy kế, đơn giá, hao mòn, nguyên giá, nhập, xuất, nhập kho, xuất kho",
        **_MONEY,
    ),
    Field(
        key="side",
        label=_("Bên Nợ hay Có"),
        phrases={1.0: "nợ có, nợ hay có, bên, bên nợ có, bên dư, tính chất, loại số dư, side, dr cr, n c", 0.7: "loại"},
        fits=_words,
    ),
    Field(
        key="ignored",
        label=_("Cột không đọc"),
        phrases={
            1.3: (
                "số phát sinh nợ, số phát sinh có, phát sinh nợ, phát sinh có, phát sinh trong kỳ nợ, phát sinh trong kỳ có, "
                "số phát sinh trong kỳ nợ, số phát sinh trong kỳ có, số phát sinh trong năm nợ, số phát sinh trong năm có, "
                "phát sinh trong năm nợ, phát sinh trong năm có, lũy kế nợ, lũy kế có, phát sinh lũy kế nợ, phát sinh lũy kế có, "
                "movement debit, movement credit"
            ),
            1.0: "đơn vị tính, đvt, đơn giá, địa chỉ, điện thoại, phát sinh, unit, price",
        },
        many=True,
    ),
    Field(key="note", label=_("Ghi chú"), phrases={1.0: "ghi chú, note, notes", 0.8: "chú thích"}, fits=_words),
)
VOCABULARY = Vocabulary(FIELDS, names=[["account"], ["party"], ["item"], ["name"]])
