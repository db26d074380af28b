"""Kinds, activity fields and answers in the words of registries."""

import pytest

from hoptac.alliance.reading.answers import read_answer, read_effective, read_under_2012_law
from hoptac.alliance.reading.words import field_of_name, field_of_word, is_generic, kind_of_name, kind_of_word
from hoptac.kit.sheets import Cell


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("HTX Mỹ Lợi 1", "cooperative"),
        ("Hợp tác xã nông nghiệp An Bình", "cooperative"),
        ("LHHTX Đất Mũi", "cooperative_union"),
        ("Liên hiệp HTX Đất Mũi", "cooperative_union"),
        ("Liên hiệp hợp tác xã Đất Mũi", "cooperative_union"),
        ("Quỹ TDND Phú Thới", "people_credit_fund"),
        ("QTDND Phú Thới", "people_credit_fund"),
        ("Quỹ tín dụng nhân dân Phú Thới", "people_credit_fund"),
        ("Tổ hợp tác số 5", "cooperative_group"),
        ("THT nuôi tôm", "cooperative_group"),
        ("An Bình", None),
    ],
)
def test_kinds_by_name(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hợp tác xã", "cooperative"),
        ("HTX", "cooperative"),
        ("II. LIÊN HIỆP HỢP TÁC XÃ", "cooperative_union"),
        ("DANH SÁCH TỔ HỢP TÁC HUYỆN U MINH", "cooperative_group"),
        ("DANH SÁCH HTX, THT", None),
        ("Nông nghiệp", None),
    ],
)
def test_kinds_by_word(text: str, kind: str | None) -> None:
    assert kind_of_word(text) == kind


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Nông nghiệp", "agriculture"),
        ("Dịch vụ nông nghiệp", "agriculture"),
        ("Nuôi trồng thủy sản", "agriculture"),
        ("Tiểu thủ công nghiệp", "handicraft"),
        ("CN-TTCN", "handicraft"),
        ("Xây dựng", "construction"),
        ("Thương mại - dịch vụ", "trade_services"),
        ("TM-DV", "trade_services"),
        ("Giao thông vận tải", "transport"),
        ("Tín dụng", "credit"),
        ("Vệ sinh môi trường", "environment"),
        ("Phi nông nghiệp", "other"),
        ("Khác", "other"),
        ("NN", "agriculture"),
        ("Bí mật", None),
    ],
)
def test_activity_fields(text: str, field: str | None) -> None:
    assert field_of_word(text) == field


def test_names_that_tell_their_field_and_lines_that_name_nobody() -> None:
    names = ("HTX vận tải Tân Thành", "HTX DV nông nghiệp An Bình", "HTX Chợ Mới")
    assert [field_of_name(name) for name in names] == ["transport", "agriculture", None]
    assert all(map(is_generic, ["HỢP TÁC XÃ", "Lĩnh vực nông nghiệp", "Quỹ tín dụng nhân dân"]))
    assert not any(map(is_generic, ["HTX An Bình", "Hợp tác xã nông nghiệp Hưng Phú"]))


@pytest.mark.parametrize(
    ("cell", "answer", "effective", "law"),
    [
        ("x", True, True, True),
        ("có", True, True, True),
        (1.0, True, True, True),
        ("không", False, False, False),
        ("", False, False, False),
        ("Chưa chuyển đổi", True, False, False),
        ("Tốt", True, True, True),
        ("Trung bình", True, False, True),
        ("Không hiệu quả", False, False, False),
        ("2012", True, True, True),
        (2003.0, True, True, False),
        ("Công ty Lộc Trời", True, True, True),
    ],
)
def test_answers(cell: Cell, answer: bool, effective: bool, law: bool) -> None:
    assert (read_answer(cell), read_effective(cell), read_under_2012_law(cell)) == (answer, effective, law)
