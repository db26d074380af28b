"""How income is shared and which funds are filled (Art. 40.11, 40.13, 84, 86), and what else the charter settles."""

from hoptac.kit.language import _
from hoptac.organizations.charter.clauses.model import Clause

LAW = "Luật 17/2023/QH15"

INTERNAL_TRANSACTIONS = "charter.internal_transactions_percent"
INDIVISIBLE_INTERNAL = "charter.indivisible_of_internal_percent"
INDIVISIBLE_EXTERNAL = "charter.indivisible_of_external_percent"
BY_USAGE_AND_LABOUR, USAGE_WEIGHT = "charter.by_usage_and_labour_percent", "charter.usage_weight_percent"
FUNDS, DISTRIBUTION = "charter.funds", "charter.distribution"
ASSETS_AND_LOSSES, PAY, DISPUTES = "charter.assets_and_losses", "charter.pay", "charter.disputes"

CLAUSES = (
    Clause(
        INTERNAL_TRANSACTIONS, "income", _("Tỷ lệ giá trị giao dịch nội bộ ít nhất"), "percent", f"Điều 40.11 {LAW}",
        _("không có tỷ lệ ít nhất"),
    ),
    Clause(
        INDIVISIBLE_EXTERNAL, "income", _("Trích quỹ chung không chia từ thu nhập giao dịch bên ngoài"), "percent",
        f"Điều 84.2 {LAW}", _("theo Luật"),
        at_least="distribution.indivisible_fund_of_external_income_{kind}",
        otherwise="distribution.indivisible_fund_of_external_income_{kind}",
    ),
    Clause(
        INDIVISIBLE_INTERNAL, "income", _("Trích quỹ chung không chia từ thu nhập giao dịch nội bộ"), "percent",
        f"Điều 84.1 {LAW}", _("không trích"),
    ),
    Clause(
        BY_USAGE_AND_LABOUR, "income", _("Thu nhập giao dịch nội bộ chia theo mức sử dụng và góp sức"), "percent",
        f"Điều 86.3.a {LAW}", _("theo Luật"),
        at_least="distribution.internal_income_by_usage_and_labour",
        otherwise="distribution.internal_income_by_usage_and_labour",
    ),
    Clause(
        USAGE_WEIGHT, "income", _("Trong phần đó, chia theo mức sử dụng; còn lại chia theo góp sức"), "percent",
        f"Điều 86.3.a {LAW}", _("Đại hội thành viên quyết định mỗi năm"),
    ),
    Clause(
        FUNDS, "income", _("Các quỹ khác và tỷ lệ trích"), "words", f"Điều 40.13 {LAW}",
        _("Đại hội thành viên quyết định mỗi năm"),
    ),
    Clause(
        DISTRIBUTION, "income", _("Phân phối thu nhập giao dịch bên ngoài"), "words", f"Điều 86.3.b {LAW}",
        _("chưa có cách chia; Luật để Điều lệ quy định"),
    ),
    Clause(
        ASSETS_AND_LOSSES, "other", _("Quản lý tài sản, quỹ và xử lý lỗ"), "words", f"Điều 40.14 {LAW}",
        _("theo Luật và nghị quyết của Đại hội thành viên"),
    ),
    Clause(
        PAY, "other", _("Nguyên tắc trả công, tiền lương, thù lao"), "words", f"Điều 40.15 {LAW}",
        _("Đại hội thành viên quyết định"),
    ),
    Clause(
        DISPUTES, "other", _("Giải quyết tranh chấp nội bộ"), "words", f"Điều 40.19 {LAW}",
        _("thương lượng, rồi tòa án"),
    ),
)  # fmt: skip
