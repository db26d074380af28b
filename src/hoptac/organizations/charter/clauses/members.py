"""Who becomes a member, who stays one, and what each pays and uses (Art. 30–34, 40.3, 40.4, 40.9)."""

from hoptac.kit.language import _
from hoptac.organizations.charter.clauses.model import Clause

LAW = "Luật 17/2023/QH15"

MINIMUM_AGE = "charter.minimum_age"
SEVERAL = "charter.several_cooperatives"
ADMISSION = "charter.admission_conditions"
FEE, FEE_EVERY = "charter.membership_fee_dong", "charter.membership_fee_every"
MINIMUM_USE = "charter.minimum_use_dong"
INACTIVITY = "charter.inactivity_months"
EXPULSION = "charter.expulsion"
ONCE, YEARLY = 1, 2

CLAUSES = (
    Clause(
        MINIMUM_AGE, "members", _("Tuổi thấp nhất khi vào"), "years", f"Điều 30.1.a {LAW}",
        _("theo Luật"),
        at_least="membership.age_official_or_contributing", otherwise="membership.age_official_or_contributing",
    ),
    Clause(
        ADMISSION, "members", _("Điều kiện và cách kết nạp"), "words", f"Điều 40.3 {LAW}",
        _("chỉ có điều kiện của Luật; ai đủ điều kiện và có đơn tự nguyện thì được kết nạp"),
    ),
    Clause(
        SEVERAL, "members", _("Vào nhiều hợp tác xã cùng lúc"), "choice", f"Điều 30.4 {LAW}", _("được"),
        choices={1: _("Được"), 0: _("Không được")},
    ),
    Clause(
        FEE, "members", _("Phí thành viên"), "dong", f"Điều 40.9 {LAW}", _("không thu phí"),
    ),
    Clause(
        FEE_EVERY, "members", _("Phí thành viên thu"), "choice", f"Điều 40.9 {LAW}", _("một lần khi vào"),
        choices={ONCE: _("Một lần khi vào"), YEARLY: _("Mỗi năm")},
    ),
    Clause(
        MINIMUM_USE, "members", _("Giá trị sử dụng dịch vụ ít nhất mỗi năm"), "dong", f"Điều 40.4.c {LAW}",
        _("không có mức ít nhất"),
    ),
    Clause(
        INACTIVITY, "members", _("Không sử dụng dịch vụ, không góp sức lao động liên tục thì thôi là thành viên"),
        "months", f"Điều 33.1.e {LAW}", _("không ai thôi là thành viên vì lý do này"),
    ),
    Clause(
        EXPULSION, "members", _("Khai trừ: trường hợp và thủ tục"), "words", f"Điều 40.4 {LAW}",
        _("không khai trừ được ai, vì Luật để Điều lệ quy định"),
    ),
)  # fmt: skip
