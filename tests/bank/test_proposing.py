"""What a line is taken for, and why: the likeliest first, each reason in words; nobody is guessed from nothing."""

from datetime import date, timedelta

import msgspec
import pytest

from hoptac.bank.codes import payment_code, tail_of
from hoptac.bank.proposing import (
    Document,
    Knowledge,
    KnownEntry,
    KnownParty,
    Memory,
    OpenLine,
    Request,
    propose,
    spread,
)
from hoptac.bank.proposing.recognising import document_name, documents_in, number_forms, numbers_in
from hoptac.bank.proposing.words import telling_words
from hoptac.bank.rules import memory_key
from hoptac.kit.identifiers import new_id
from hoptac.kit.vietnamese import search_key

DAY = date(2026, 1, 5)
MILLION = 1_000_000


def line(amount, description, *, reference="FT1", party_name="", party_account="", day=DAY):
    return OpenLine(
        new_id(), day, amount, None, reference, description, party_name, party_account, memory_key(description)
    )


def party(name, number="", **about):
    return KnownParty(new_id(), name, search_key(name), member_number=number, **about)


AN = party("Nguyễn Văn An", "TV0004", rest_dong=5 * MILLION, debts={"131": 3 * MILLION})
BE = party("Trần Thị Bé", "TV0009", rest_dong=0)
BE_TOO = party("Trần Thị Bé", "TV0010", rest_dong=2 * MILLION)
GUEST = party("Lê Văn Khách", "TV0011", rest_dong=None)
PHU_MY = party("Công ty TNHH Phân bón Phú Mỹ", is_organization=True, debts={"331": -20 * MILLION})
THREE_REGIONS = party("Công ty CP Lương thực Tam Nông", is_organization=True, debts={"131": 40 * MILLION})
EVERYBODY = (AN, BE, BE_TOO, GUEST, PHU_MY, THREE_REGIONS)


def knowing(**more):
    by_name = {}
    for one in EVERYBODY:
        by_name.setdefault(one.key, []).append(one.id)
    known = Knowledge(
        book="1121",
        parties={one.id: one for one in EVERYBODY},
        by_number={number_forms(one.member_number): [one.id] for one in EVERYBODY if one.member_number},
        by_name=by_name,
        by_tail={tail_of(one.id): one.id for one in EVERYBODY},
        organizations=[(telling_words(one.key), one.id) for one in EVERYBODY if one.is_organization],
    )
    return msgspec.structs.replace(known, **more)


def first(amount, description, knowledge=None, **about):
    return propose(line(amount, description, **about), knowledge or knowing())[0]


def said(proposal):
    """'Nợ 1121 / Có 131 Nguyễn Văn An'"""
    return f"Nợ {proposal.debit_account} / Có {proposal.credit_account} {proposal.party_name}".strip()


@pytest.mark.parametrize(
    ("amount", "description", "expected", "reason"),
    [
        (3 * MILLION, "NGUYEN VAN AN tra no phan bon", "Nợ 1121 / Có 131 Nguyễn Văn An", "tên trong nội dung; đang nợ đúng 3.000.000 đ ở tài khoản 131"),
        (2 * MILLION, "TV 4 tra bot", "Nợ 1121 / Có 131 Nguyễn Văn An", "mã số thành viên trong nội dung; đang nợ 3.000.000 đ, trả một phần ở tài khoản 131"),
        (2 * MILLION, "Nguyễn Văn An góp vốn TV0004", "Nợ 1121 / Có 4111 Nguyễn Văn An", "mã số thành viên trong nội dung; còn cam kết chưa góp 5.000.000 đ"),
        (3 * MILLION, "TV0009 GOP VON", "Nợ 1121 / Có 338 Trần Thị Bé", "mã số thành viên trong nội dung; nói góp vốn nhưng cam kết còn lại chỉ 0 đ, nên giữ ở phải trả khác"),
        (1 * MILLION, "LE VAN KHACH chuyen tien", "Nợ 1121 / Có 131 Lê Văn Khách", "tên trong nội dung; chưa có nợ, ghi là tiền trả trước"),
        (-20 * MILLION, "TT TIEN PHAN BON CTY PHU MY", "Nợ 331 / Có 1121 Công ty TNHH Phân bón Phú Mỹ", "tên đơn vị trong nội dung; đang phải trả đúng 20.000.000 đ ở tài khoản 331"),
        (-5 * MILLION, "CTY LUONG THUC TAM NONG", "Nợ 331 / Có 1121 Công ty CP Lương thực Tam Nông", "tên đơn vị trong nội dung; chưa có khoản phải trả, ghi là ứng trước cho người bán"),
        (-11_000, "PHI SMS BANKING T01", "Nợ 642 / Có 1121", "nội dung nói phí ngân hàng"),
        (1_234, "TRA LAI TIEN GUI", "Nợ 1121 / Có 558", "nội dung nói lãi tiền gửi"),
        (-700_000, "NOP THUE GTGT QUY 4", "Nợ 3331 / Có 1121", "nội dung nói nộp thuế giá trị gia tăng"),
        (-700_000, "NOP NSNN QUA KBNN", "Nợ 3338 / Có 1121", "nội dung nói nộp thuế, nộp ngân sách"),
        (-9 * MILLION, "RUT TIEN MAT VE QUY", "Nợ 1111 / Có 1121", "nội dung nói rút tiền mặt về quỹ"),
        (9 * MILLION, "NOP TIEN MAT VAO TAI KHOAN", "Nợ 1121 / Có 1111", "nội dung nói nộp tiền mặt vào tài khoản"),
    ],
)  # fmt: skip
def test_the_likeliest_and_its_reason(amount, description, expected, reason):
    proposal = first(amount, description)
    assert (said(proposal), str(proposal.reason)) == (expected, reason)


APART = "người chuyển và người được nhắc khác tên; chọn đề xuất bên dưới, hoặc mở chứng từ"


@pytest.mark.parametrize(
    ("amount", "description", "about", "below", "reason"),
    [
        (5 * MILLION, "LE VAN BAY gop von cho tv0004", {}, "Nợ 1121 / Có 4111 Nguyễn Văn An", "mã số thành viên trong nội dung; còn cam kết chưa góp 5.000.000 đ, tên người chuyển khác"),
        (3 * MILLION, "TV0004 tra no", {"party_name": "LE VAN BAY"}, "Nợ 1121 / Có 131 Nguyễn Văn An", "mã số thành viên trong nội dung; đang nợ đúng 3.000.000 đ ở tài khoản 131, tên người chuyển khác"),
        (3 * MILLION, "LE VAN BAY nop ho NGUYEN VAN AN", {}, "Nợ 1121 / Có 131 Nguyễn Văn An", "tên trong nội dung; đang nợ đúng 3.000.000 đ ở tài khoản 131, tên người chuyển khác"),
        # Both are members: neither the other's debt nor the payer's own pledge is booked unasked.
        (2 * MILLION, "NGUYEN VAN AN gop von TV0009", {}, "Nợ 1121 / Có 4111 Nguyễn Văn An", "tên trong nội dung; còn cam kết chưa góp 5.000.000 đ, nội dung còn nhắc người khác"),
        (2 * MILLION, "NGUYEN VAN AN KHANG nop von TV0004", {}, "Nợ 1121 / Có 4111 Nguyễn Văn An", "mã số thành viên trong nội dung; còn cam kết chưa góp 5.000.000 đ, tên người chuyển khác"),
    ],
)  # fmt: skip
def test_what_is_of_another_than_who_pays_must_be_picked(amount, description, about, below, reason):
    """What Enter takes is the first one; `nộp hộ` stands below it."""
    leading, *others = propose(line(amount, description, **about), knowing())
    assert (leading.kind, str(leading.reason)) == ("grid", APART)
    assert all(proposal.must_be_picked for proposal in others)
    assert (below, reason) in [(said(proposal), str(proposal.reason)) for proposal in others]


def test_by_the_account_the_amount_or_what_is_posted_neither():
    by_account = knowing(by_payer={("0071009", True): Memory("131", AN.id)})
    by_amount = knowing(owing={("131", 40 * MILLION): [THREE_REGIONS.id]})
    posted = knowing(entries={3 * MILLION: [entry(parties=[AN.id])]})
    for known, amount in ((by_account, 9 * MILLION), (by_amount, 40 * MILLION), (posted, 3 * MILLION)):
        one = line(amount, "LE VAN BAY chuyen tien", party_account="0071009")
        ranked = propose(one, known)
        assert ranked[0].kind == "grid"
        assert len(ranked) > 1
        # On a page too, where an entry is the first of one line at most.
        again = msgspec.structs.replace(one, id=new_id())
        page = spread({one.id: ranked, again.id: propose(again, known)})
        assert not any(proposals[0].must_be_picked for proposals in page.values())
    assert first(3 * MILLION, "NGUYEN VAN AN tra tien", posted).kind == "entry"


@pytest.mark.parametrize(
    "description",
    ["NGUYEN VAN AN gop von TV0004", "NGUYEN AN gop von TV 4", "NGUYEN VAN AN tien phan bon TV0004", "TV0004 gop von"],
)
def test_a_name_that_is_shortened_or_has_a_remark_behind_it_agrees(description):
    leading = first(2 * MILLION, description)
    assert (leading.party_id, leading.must_be_picked) == (AN.id, False)


HILL = party("Võ Thị Hai", "TH-020", rest_dong=5 * MILLION)
PLAIN = party("Võ Thị Hai", "20", rest_dong=5 * MILLION)


@pytest.mark.parametrize(
    ("description", "member", "is_known"),
    [
        ("TH-020 gop von", HILL, True),
        ("TH020 gop von", HILL, True),
        ("TH 20 gop von", HILL, True),
        ("TV0020 gop von", HILL, False),
        ("TV 20 gop von", HILL, False),
        ("NGUYEN VAN PHONG GOP VON TV0020", HILL, False),
        ("thanh vien 20 gop von", HILL, False),
        ("gop von thanh vien 20 vo thi hai", HILL, True),
        ("thanh vien 20 gop von", PLAIN, False),
        ("TV 20 gop von vo thi hai", PLAIN, True),
    ],
)
def test_a_number_is_a_members_by_its_letters_or_next_to_the_name(description, member, is_known):
    known = Knowledge(
        book="1121", parties={member.id: member}, by_number={"th20" if member is HILL else "20": [member.id], "20": [member.id]}
    )  # fmt: skip
    assert [one.party_id for one in propose(line(MILLION, description), known) if one.party_id] == (
        [member.id, member.id] if is_known else []
    )


def test_what_nobody_recognises_goes_to_the_grid():
    for amount, description in ((7 * MILLION, "VO HONG NHUNG chuyen khoan"), (-7 * MILLION, "PHI QL TK"), (5, "")):
        proposals = propose(line(amount, description), knowing())
        assert [proposal.kind for proposal in proposals] == ["grid"]
        assert said(proposals[0]).strip() in ("Nợ 1121 / Có", "Nợ  / Có 1121")


def test_the_grid_is_always_there_and_keys_are_different():
    proposals = propose(line(3 * MILLION, "NGUYEN VAN AN TV0004 gop von tra no"), knowing())
    assert proposals[-1].kind == "grid"
    assert len({proposal.key for proposal in proposals}) == len(proposals) > 2
    assert [proposal.score for proposal in proposals] == sorted((p.score for p in proposals), reverse=True)


def test_two_of_one_name_are_both_proposed_and_neither_surely():
    proposals = propose(line(2 * MILLION, "TRAN THI BE gop von"), knowing())
    assert said(proposals[0]) == "Nợ 1121 / Có 4111 Trần Thị Bé"
    assert proposals[0].party_id == BE_TOO.id
    assert "trùng 2 người" in str(proposals[0].reason)
    assert {BE.id, BE_TOO.id} <= {proposal.party_id for proposal in proposals}


def test_a_longer_name_is_not_the_shorter_one():
    short = party("Trần Văn An")
    longer = party("Trần Văn An Khang")
    known = knowing(
        parties={short.id: short, longer.id: longer}, by_name={short.key: [short.id], longer.key: [longer.id]}
    )
    assert first(MILLION, "TRAN VAN AN KHANG nop", known).party_id == longer.id


def test_codes_lead_to_pledges_debts_and_requests():
    pledge, debt = payment_code("pledge", AN.id), payment_code("receivable", AN.id)
    assert said(first(MILLION, f"MBVCB.1.{pledge} abc")) == "Nợ 1121 / Có 4111 Nguyễn Văn An"
    assert said(first(MILLION, f"IBFT {debt}")) == "Nợ 1121 / Có 131 Nguyễn Văn An"
    request = Request(new_id(), None, "5113", 250_000, "Thuê máy cày")
    known = knowing(requests={tail_of(request.id): request})
    asked = first(250_000, f"{payment_code('request', request.id)} thue may", known)
    assert (said(asked), str(asked.reason)) == ("Nợ 1121 / Có 5113", "mã VietQR của khoản đã yêu cầu: Thuê máy cày")


def entry(days=0, parties=(), number="BC 1/2026", dong=3 * MILLION, position=0):
    return KnownEntry(new_id(), position, DAY + timedelta(days=days), dong, number, "Thu tiền", frozenset(parties))


def test_what_is_posted_already_comes_first():
    posted = entry(days=1)
    proposal = first(3 * MILLION, "chuyen tien", knowing(entries={3 * MILLION: [posted]}))
    assert (proposal.kind, proposal.entry_id) == ("entry", posted.id)
    assert str(proposal.reason) == "đã ghi sổ BC 1/2026, cùng số tiền, cách 1 ngày"


def test_an_entry_of_somebody_else_or_far_away_does_not_win():
    others = knowing(entries={3 * MILLION: [entry(parties=[BE.id])]})
    assert first(3 * MILLION, "NGUYEN VAN AN tra no", others).party_id == AN.id
    far = knowing(entries={3 * MILLION: [entry(days=9)]})
    assert first(3 * MILLION, "NGUYEN VAN AN tra no", far).party_id == AN.id
    beyond = propose(line(3 * MILLION, "?"), knowing(entries={3 * MILLION: [entry(days=11)]}))
    assert [proposal.kind for proposal in beyond] == ["grid"]


def test_the_right_one_of_two_entries_is_the_one_of_the_payer():
    right, wrong = entry(days=2, parties=[AN.id]), entry(parties=[BE.id])
    assert first(3 * MILLION, "NGUYEN VAN AN", knowing(entries={3 * MILLION: [wrong, right]})).entry_id == right.id


def test_one_entry_is_the_first_proposal_of_one_line_of_a_page():
    posted = entry()
    known = knowing(entries={3 * MILLION: [posted]})
    near, far = line(3 * MILLION, "chuyen tien"), line(3 * MILLION, "chuyen tien", day=DAY + timedelta(days=2))
    page = spread({one.id: propose(one, known) for one in (far, near)})
    assert page[near.id][0].entry_id == posted.id
    assert page[far.id][0].kind == "grid" or page[far.id][0].entry_id is None
    assert posted.id in {proposal.entry_id for proposal in page[far.id]}


def test_as_the_last_time():
    remembered = knowing(by_words={("chi tien rac", False): Memory("6427", None)})
    proposal = first(-300_000, "CHI TIEN RAC T1", remembered)
    assert (said(proposal), str(proposal.reason)) == ("Nợ 6427 / Có 1121", "nội dung giống lần trước")
    payer = knowing(by_payer={("0071009", True): Memory("131", AN.id)})
    known = first(9 * MILLION, "ck", payer, party_account="0071009")
    assert said(known) == "Nợ 1121 / Có 131 Nguyễn Văn An"
    assert "đã gặp lần trước" in str(known.reason) or "giống lần trước" in str(known.reason)


def test_between_own_accounts():
    known = knowing(own_numbers={"19031112222": "11212"})
    assert said(first(-5 * MILLION, "chuyen sang 1903 1112222", known)) == "Nợ 11212 / Có 1121"
    assert said(first(5 * MILLION, "ck", known, party_account="19031112222")) == "Nợ 1121 / Có 11212"


def test_a_document_that_is_named():
    name = document_name(*documents_in("TT HD 0001234")[0])
    known = knowing(documents={name: Document("HĐ 1234", "131", AN.id)})
    proposal = first(8 * MILLION, "THANH TOAN HOA DON 1234", known)
    assert (said(proposal), str(proposal.reason)) == (
        "Nợ 1121 / Có 131 Nguyễn Văn An",
        "nội dung nhắc chứng từ HĐ 1234",
    )


def test_one_who_owes_exactly_that():
    known = knowing(owing={("131", 40 * MILLION): [THREE_REGIONS.id]})
    assert said(first(40 * MILLION, "ck", known)) == "Nợ 1121 / Có 131 Công ty CP Lương thực Tam Nông"
    two = knowing(owing={("131", 40 * MILLION): [THREE_REGIONS.id, AN.id]})
    assert first(40 * MILLION, "ck", two).kind == "grid"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("IBFT TV0004 TRA NO", "tv4"),
        ("tv-12 nop", "tv12"),
        ("TH-001", "th1"),
        ("thanh vien 7 gop von", "7"),
        ("XV 15", "xv15"),
    ],
)
def test_numbers_of_members_however_they_are_written(text, numbers):
    assert numbers in numbers_in(text)


def test_forms_of_a_number():
    assert {number_forms(number) for number in ("TV0004", "tv-4", "TV 04", "TV4")} == {"tv4"}
    assert number_forms("12/2020-A") == "122020a"
