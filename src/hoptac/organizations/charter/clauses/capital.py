"""What members contribute, by when, and what comes back to them (Art. 4.25, 4.26, 40.8, 40.16, 40.18, 73–78, 90)."""

from hoptac.kit.language import _
from hoptac.organizations.charter.clauses.model import Clause
from hoptac.organizations.terms import TRANSFERS

LAW = "Luật 17/2023/QH15"

MINIMUM = "charter.contribution_minimum_dong"
MAXIMUM, MAXIMUM_PERCENT = "charter.contribution_maximum_dong", "charter.contribution_maximum_percent"
FORMS, VALUATION = "charter.contribution_forms", "charter.valuation"
DEADLINE = "charter.contribution_deadline_months"
REFUND_DAYS, REFUND_MONTHS = "charter.refund_days", "charter.refund_months"
REFUND_TERMS = "charter.refund_terms"
CERTIFICATES, OVERDUE_DEBTS = "charter.certificates", "charter.overdue_debts"

CLAUSES = (
    Clause(
        MINIMUM, "capital", _("Vốn góp tối thiểu"), "dong", f"Điều 4.25 {LAW}", _("không có mức tối thiểu"),
    ),
    Clause(
        MAXIMUM, "capital", _("Vốn góp tối đa, bằng tiền"), "dong", f"Điều 4.26 {LAW}",
        _("chỉ có mức trần của Luật theo phần trăm vốn điều lệ"),
    ),
    Clause(
        MAXIMUM_PERCENT, "capital", _("Vốn góp tối đa, theo phần trăm vốn điều lệ"), "percent", f"Điều 74.1 {LAW}",
        _("chỉ có mức trần của Luật cho một thành viên chính thức"),
        at_most="capital.one_official_member_{kind}", otherwise="capital.one_official_member_{kind}",
        is_more_than_nothing=True,
    ),
    Clause(
        DEADLINE, "capital", _("Thời hạn góp đủ vốn"), "months", f"Điều 74.4 {LAW}", _("theo Luật"),
        at_most="capital.contribution_deadline", otherwise="capital.contribution_deadline",
    ),
    Clause(
        FORMS, "capital", _("Hình thức góp vốn"), "words", f"Điều 73.1 {LAW}",
        _("mọi tài sản mà Luật cho góp: tiền, vàng, quyền sử dụng đất, tài sản khác định giá được"),
    ),
    Clause(
        VALUATION, "capital", _("Định giá tài sản góp vốn"), "words", f"Điều 77 {LAW}",
        _("Đại hội thành viên hoặc Hội đồng quản trị thỏa thuận với người góp, hoặc thuê tổ chức thẩm định giá"),
    ),
    Clause(
        REFUND_DAYS, "capital", _("Thời hạn trả lại vốn góp, tính bằng ngày"), "days", f"Điều 40.8 {LAW}",
        _("không có thời hạn; Luật để Điều lệ quy định"),
    ),
    Clause(
        REFUND_MONTHS, "capital", _("Thời hạn trả lại vốn góp, tính bằng tháng"), "months", f"Điều 40.8 {LAW}",
        _("không có thời hạn; Luật để Điều lệ quy định"),
    ),
    Clause(
        REFUND_TERMS, "capital", _("Điều kiện và cách trả lại vốn góp"), "words", f"Điều 40.8 {LAW}",
        _("khi thôi là thành viên hoặc phần vượt mức tối đa, sau khi hết nghĩa vụ tài chính"),
    ),
    Clause(
        TRANSFERS, "capital", _("Chuyển phần vốn góp giữa các thành viên"), "choice", f"Điều 40.8 {LAW}",
        _("không được"), choices={1: _("Được"), 0: _("Không được")},
    ),
    Clause(
        CERTIFICATES, "capital", _("Cấp, cấp lại, đổi và thu hồi giấy chứng nhận phần vốn góp"), "words",
        f"Điều 40.16 {LAW}", _("cấp khi góp đủ vốn; cấp lại, đổi, thu hồi theo Điều 75 của Luật"),
    ),
    Clause(
        OVERDUE_DEBTS, "capital", _("Xử lý nợ quá hạn"), "words", f"Điều 40.18 {LAW}",
        _("chưa có cách xử lý riêng; nợ đòi theo hợp đồng và pháp luật dân sự"),
    ),
)  # fmt: skip
