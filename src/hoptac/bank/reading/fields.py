"""What the columns of a bank statement may be, in the words of the banks, Vietnamese and English."""

from hoptac.bank.reading.cells import is_amount, read_day, read_marker
from hoptac.kit.language import _
from hoptac.kit.tables import Field, Profile, Vocabulary

_LONG_TEXT = 12
_SHORTEST_CODE = 5


def _days(profile: Profile) -> float:
    return profile.share(lambda cell, _text: read_day(cell) is not None)


def _amounts(profile: Profile) -> float:
    return profile.share(lambda cell, _text: is_amount(cell) and (not isinstance(cell, str) or read_day(cell) is None))


def _markers(profile: Profile) -> float:
    return profile.share(lambda cell, _text: read_marker(cell) is not None)


def _texts(profile: Profile) -> float:
    """Sentences: letters, and most of them longer than a number or a name of a bank."""
    return profile.share(lambda _cell, text: len(text) > _LONG_TEXT and any(map(str.isalpha, text)))


def _codes(profile: Profile) -> float:
    """Words with digits in them that are all different: numbers that the bank gives."""
    codes = [text for text in profile.texts if text and " " not in text and any(map(str.isdigit, text))]
    distinct = len(set(codes)) / len(profile.cells) if profile.cells else 0.0
    return distinct if all(len(text) >= _SHORTEST_CODE for text in codes) else 0.0


def _running_numbers(profile: Profile) -> float:
    return profile.counts_up


FIELDS = (
    Field(
        key="ordinal",
        label=_("Số thứ tự"),
        phrases={1.0: "stt, số tt, thứ tự, s t t, no, số thứ tự, serial, seq, tt"},
        fits=_running_numbers,
        alone=0.5,
    ),
    Field(
        key="transacted_on",
        label=_("Ngày giao dịch"),
        phrases={
            1.0: (
                "ngày giao dịch, ngày gd, ngày giờ giao dịch, ngày giờ gd, thời gian giao dịch, thời gian gd, "
                "thời điểm giao dịch, transaction date, trans date, tran date, txn date, tnx date, date time, datetime, "
                "ngày tháng giao dịch, ngày phát sinh, ngày tháng, date of transaction"
            ),
            0.9: "ngày chứng từ, ngày, thời gian, date, ngày giờ",
            0.8: "book date, ngày ghi nhận",
        },
        never="đến ngày, từ ngày, sinh",
        fits=_days,
        looks=_days,
        alone=0.7,
        headless=0.9,
    ),
    Field(
        key="posted_on",
        label=_("Ngày hạch toán, ngày hiệu lực"),
        phrases={
            1.0: (
                "ngày hạch toán, ngày hiệu lực, ngày giá trị, ngày ghi sổ, ngày bút toán, posting date, post date, "
                "value date, effective date, accounting date, booking date, posted date, ngày ht, ngày hl, ngày hạch toán gd"
            ),
        },
        fits=_days,
    ),
    Field(
        key="reference",
        label=_("Số tham chiếu, số bút toán"),
        phrases={
            1.0: (
                "số tham chiếu, mã tham chiếu, số bút toán, mã bút toán, số giao dịch, mã giao dịch, số gd, mã gd, "
                "số chứng từ, số ct, mã ct, reference no, reference number, reference, ref no, ref, transaction no, "
                "transaction number, transaction id, trans id, txn id, doc no, document number, số ref, mã ref, ft, "
                "số hiệu giao dịch, số hiệu chứng từ, transaction reference, seq no, sequence number, trace, số trace"
            ),
            0.9: "chứng từ, tham chiếu, bút toán, số hiệu, voucher no, cheque no, chq ref",
        },
        never="ngày, date, nội dung, tài khoản, account, loại",
        looks=_codes,
        alone=0.4,
        headless=0.4,
    ),
    Field(
        key="debit_dong",
        label=_("Ghi nợ (tiền ra)"),
        phrases={
            1.1: "số tiền ghi nợ, phát sinh nợ, số phát sinh nợ, ps nợ, tiền ghi nợ, debit amount, số tiền rút",
            1.0: (
                "ghi nợ, bên nợ, nợ tktt, tiền ra, số tiền ra, rút ra, rút tiền, tiền rút, chi ra, số tiền chi, tiền chi, "
                "withdrawal, withdrawals, withdraw, paid out, money out, debit, debits, debit vnd, ps giảm, phát sinh giảm, "
                "số tiền giảm, outflow, số tiền trừ, số tiền chuyển đi"
            ),
            0.9: "nợ, chi, rút, giảm, dr, out",
        },
        never="nợ có, có nợ, dư nợ, credit debit, debit credit, tài khoản, thu chi, tăng giảm, ngày, loại, dr cr",
        fits=_amounts,
        headless=0.45,
    ),
    Field(
        key="credit_dong",
        label=_("Ghi có (tiền vào)"),
        phrases={
            1.1: "số tiền ghi có, phát sinh có, số phát sinh có, ps có, tiền ghi có, credit amount, số tiền gửi",
            1.0: (
                "ghi có, bên có, có tktt, tiền vào, số tiền vào, gửi vào, gửi tiền, tiền gửi, nộp vào, thu vào, số tiền thu, "
                "tiền thu, deposit, deposits, paid in, money in, credit, credits, credit vnd, ps tăng, phát sinh tăng, "
                "số tiền tăng, inflow, số tiền cộng, số tiền nhận"
            ),
            0.9: "có, thu, gửi, nộp, tăng, cr, in",
        },
        never="nợ có, có nợ, dư có, credit debit, debit credit, tài khoản, thu chi, tăng giảm, ngày, loại, dr cr",
        fits=_amounts,
        headless=0.45,
    ),
    Field(
        key="amount_dong",
        label=_("Số tiền (cả tiền vào và tiền ra)"),
        phrases={
            1.0: (
                "số tiền giao dịch, số tiền gd, transaction amount, amount, số tiền phát sinh, giá trị giao dịch, "
                "số phát sinh, phát sinh, số tiền nợ có, amount vnd, số tiền thay đổi, biến động số dư"
            ),
            0.95: "số tiền, giá trị, tiền, sum",
        },
        never=(
            "nợ, có, ghi nợ, ghi có, debit, credit, rút, gửi, dư, phí, thuế, vào, ra, tăng, giảm, thu, chi, fee, vat, bằng chữ, "
            "balance, trước, sau, loại"
        ),
        fits=_amounts,
        headless=0.45,
    ),
    Field(
        key="marker",
        label=_("Dấu Nợ/Có của dòng"),
        phrases={
            1.2: "nợ có, ghi nợ ghi có, ghi nợ có, ghi có ghi nợ, có nợ, debit credit, credit debit, dr cr, cr dr, d c, c d, dc, cd",
            1.0: "thay đổi, loại giao dịch, loại gd, loại phát sinh, dấu, thu chi, tăng giảm, transaction type, type, sign, loại, dc sign",
        },
        never="loại tiền",
        fits=_markers,
        alone=0.9,
        headless=0.9,
    ),
    Field(
        key="balance_dong",
        label=_("Số dư sau giao dịch"),
        phrases={
            1.1: "số dư sau giao dịch, số dư sau gd, số dư sau, số dư lũy kế, số dư cuối, running balance, balance after",
            1.0: "số dư, số dư tài khoản, số dư hiện tại, account balance, balance, số dư tk, tồn, dư cuối, số dư thực tế, số dư vnd",
            0.9: "số dư khả dụng, available balance, còn lại, dư có, dư",
        },
        never="trước, before, đầu kỳ, đầu, previous, opening",
        fits=_amounts,
        headless=0.45,
    ),
    Field(
        key="description",
        label=_("Nội dung giao dịch"),
        phrases={
            1.0: (
                "nội dung, nội dung giao dịch, nội dung gd, diễn giải, mô tả, mô tả giao dịch, nội dung chi tiết, chi tiết giao dịch, "
                "chi tiết, nội dung chuyển khoản, nội dung chuyển tiền, nội dung thanh toán, lý do, ghi chú, description, "
                "transaction description, details, transaction details, transactions in detail, narrative, remark, remarks, "
                "transaction remarks, particulars, payment details, memo, note, message"
            ),
        },
        never="tài khoản, tên, ngày",
        looks=_texts,
        alone=0.6,
        headless=0.6,
        many=True,
    ),
    Field(
        key="party_name",
        label=_("Tên người chuyển, người nhận"),
        phrases={
            1.1: (
                "tên tài khoản đối ứng, tên tk đối ứng, tên đối tác, tên người chuyển, tên người nhận, tên người hưởng, "
                "tên tài khoản đối tác, tên đơn vị đối ứng, corresponsive name, beneficiary name, remitter name, counterparty name, "
                "payer name, sender name, tên đơn vị thụ hưởng, đơn vị thụ hưởng, tên người gửi, tên người nộp, tên đối ứng"
            ),
            1.0: (
                "đối tác, người chuyển, người nhận, người nộp, người hưởng, người gửi, đơn vị chuyển, đối tượng, "
                "remitter, beneficiary, counterparty, payer, payee, sender, khách hàng, bên chuyển, bên nhận, contra name"
            ),
        },
        never="ngân hàng, nh, bank, số tài khoản, mã",
        fits=lambda profile: profile.words,
    ),
    Field(
        key="party_account",
        label=_("Tài khoản đối ứng"),
        phrases={
            1.1: (
                "số tài khoản đối ứng, số tk đối ứng, số tài khoản đối tác, số tài khoản người chuyển, số tài khoản thụ hưởng, "
                "số tài khoản người hưởng, corresponsive account, counter account, counterparty account, remitter account, "
                "beneficiary account, contra account, tài khoản đối ứng, tk đối ứng, tài khoản đối tác, tài khoản thụ hưởng, "
                "tài khoản người chuyển, số tài khoản người gửi"
            ),
            0.8: "tài khoản, số tài khoản, account, account no, account number, stk",
        },
        never="tên, name, số dư, balance, loại",
    ),
    Field(
        key="ignored",
        label=_("Không nhập"),
        phrases={
            1.0: (
                "ngân hàng, ngân hàng đối tác, ngân hàng thụ hưởng, ngân hàng đối ứng, nh đối tác, bank, remitter bank, "
                "beneficiary bank, chi nhánh, branch, loại tiền, tiền tệ, currency, ccy, teller, giao dịch viên, kênh, kênh giao dịch, "
                "channel, phí, thuế, vat, fee, charge, tax, phí giao dịch, trạng thái, status, tỷ giá, exchange rate, giờ, time, "
                "giờ giao dịch, mã ngân hàng, mã loại, số dư trước, số dư trước giao dịch, số dư đầu, balance before, previous balance, "
                "số dư trước gd, trans code, mã nghiệp vụ"
            ),
        },
        many=True,
    ),
)  # fmt: skip
VOCABULARY = Vocabulary(FIELDS, names=[["transacted_on"], ["posted_on"]])
