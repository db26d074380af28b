"""The sample lists give the counts and sums that are known of them."""

from pathlib import Path

import pytest
from tests.members.reading.workbooks import codes, judged

from hoptac.members.reading import Summary, summary

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("name", "accepted", "paid", "pledged", "needs_a_decision", "refused"),
    [
        ("htx-tan-hung-clean", 120, 1_084_500_000, 1_156_000_000, 0, 0),
        ("htx-binh-thanh-messy", 195, 342_000_000, 342_000_000, 11, 8),
        ("htx-binh-thanh-messy-nfd", 89, 199_000_000, 199_000_000, 4, 3),
        ("htx-phu-loi-tcvn3-font", 60, 120_000_000, 120_000_000, 0, 0),
    ],
)
def test_counts_and_sums(
    name: str, accepted: int, paid: int, pledged: int, needs_a_decision: int, refused: int
) -> None:
    assert summary(judged(sample(name))) == Summary(accepted, paid, pledged, needs_a_decision, refused, unchanged=0)


def test_why_rows_of_the_messy_list_are_not_accepted() -> None:
    verdicts = [verdict for verdict in judged(sample("htx-binh-thanh-messy")) if verdict.reasons]
    reasons = [code for verdict in verdicts for code in codes(verdict)]
    assert {code: reasons.count(code) for code in reasons} == {
        "repeated_identity_number": 11,
        "broken_identity_number": 7,
        "no_name": 1,
    }
    assert str(verdicts[0].reasons[0]) == "Số căn cước này đã có ở trang “Bình Lợi”, dòng 10."
    assert (verdicts[0].sheet, verdicts[0].row) == ("Bình Lợi", 11)


def test_what_is_mended_in_the_messy_list() -> None:
    first, second, third, *_rest = (verdict.member for verdict in judged(sample("htx-binh-thanh-messy")))
    assert (first.name, first.gender, first.born_year, first.paid_dong) == ("Nguyễn Thị Ổi", "female", 1962, 500_000)
    assert (first.address, first.hamlet) == (None, "Ấp Bình Lợi")
    assert (second.name, second.identity_number, second.paid_dong) == ("Phạm Văn Tùng", "093057032701", 1_000_000)
    assert str(third.born_on) == "1955-02-02"
    assert third.address == "Ấp Bình Lợi, xã Bình Thạnh"


def test_the_old_font_is_read_in_unicode() -> None:
    verdicts = judged(sample("htx-phu-loi-tcvn3-font"))
    names = [verdict.member.name for verdict in verdicts[:5]]
    assert names == ["Nguyễn Văn Yên", "Lê Thị Hồng", "Võ Chí Thành", "Nguyễn Văn Luân", "Quách Văn Đạt"]
    assert verdicts[0].member.phone == "0948176672"


def test_decomposed_letters_are_composed() -> None:
    names = {verdict.member.name for verdict in judged(sample("htx-binh-thanh-messy-nfd"))}
    assert "Nguyễn Văn Đạt" in names
    assert {verdict.sheet for verdict in judged(sample("htx-binh-thanh-messy-nfd"))} == {
        "Bình Lợi",
        "Bình Hòa",
        "Phú Thọ",
    }
