"""Which model governs, how many sit in it and for how long, and how the general meeting is held (Art. 40.10, 56–72)."""

from hoptac.kit.language import _
from hoptac.organizations.charter.clauses.model import Clause

LAW = "Luật 17/2023/QH15"

MODEL = "charter.governance_model"
FULL, REDUCED = 1, 2
BOARD_MEMBERS, SUPERVISORS = "charter.board_members", "charter.supervisors"
BOARD_TERM, DIRECTOR_TERM = "charter.board_term_years", "charter.director_term_years"
SUPERVISORS_TERM = "charter.supervisors_term_years"
MEETINGS, DELEGATES = "charter.meetings", "charter.delegates"
AGENDA_CHANGE, UNION_VOTES = "charter.agenda_change_days", "charter.union_votes"

CLAUSES = (
    Clause(
        MODEL, "governance", _("Mô hình tổ chức"), "choice", f"Điều 56.1 {LAW}", _("chưa ghi; phải chọn một mô hình"),
        choices={
            FULL: _("Đầy đủ: Đại hội, Hội đồng quản trị, giám đốc, Ban kiểm soát"),
            REDUCED: _("Rút gọn: Đại hội, giám đốc, kiểm soát viên"),
        },
    ),
    Clause(
        BOARD_MEMBERS, "governance", _("Số thành viên Hội đồng quản trị"), "people", f"Điều 65.1 {LAW}",
        _("trong khung của Luật, Đại hội quyết định"),
        at_least="governance.board_size_least", at_most="governance.board_size_most",
    ),
    Clause(
        BOARD_TERM, "governance", _("Nhiệm kỳ Hội đồng quản trị"), "years", f"Điều 65.2 {LAW}",
        _("theo Luật"), at_most="governance.term_of_office_board", otherwise="governance.term_of_office_board",
    ),
    Clause(
        DIRECTOR_TERM, "governance", _("Nhiệm kỳ giám đốc"), "years", f"Điều 68.2 {LAW}", _("theo Luật"),
        at_most="governance.term_of_office_director", otherwise="governance.term_of_office_director",
    ),
    Clause(
        SUPERVISORS, "governance", _("Số thành viên Ban kiểm soát"), "people", f"Điều 69.1 {LAW}",
        _("trong khung của Luật, Đại hội quyết định"),
        at_least="governance.supervisory_board_size_least", at_most="governance.supervisory_board_size_most",
    ),
    Clause(
        SUPERVISORS_TERM, "governance", _("Nhiệm kỳ Ban kiểm soát, kiểm soát viên"), "years", f"Điều 69.1 {LAW}",
        _("theo Luật"), at_most="governance.term_of_office_supervisors", otherwise="governance.term_of_office_supervisors",
    ),
    Clause(
        MEETINGS, "governance", _("Hình thức họp và biểu quyết của Đại hội thành viên"), "words", f"Điều 40.10 {LAW}",
        _("họp trực tiếp, trực tuyến hoặc kết hợp; mỗi thành viên một phiếu"),
    ),
    Clause(
        DELEGATES, "governance", _("Bầu đại biểu dự Đại hội"), "words", f"Điều 40.10 {LAW}",
        _("theo Điều 57.2 và Điều 58.2 của Luật"),
    ),
    Clause(
        AGENDA_CHANGE, "governance", _("Đề nghị sửa chương trình họp trước ngày họp"), "days", f"Điều 60.2 {LAW}",
        _("theo Luật"), otherwise="general_meeting.agenda_change_before",
    ),
    Clause(
        UNION_VOTES, "governance", _("Phiếu biểu quyết trong liên hiệp"), "choice", f"Điều 61.5 {LAW}",
        _("ngang nhau"),
        choices={1: _("Ngang nhau"), 2: _("Theo số thành viên chính thức của mỗi hợp tác xã")},
        kinds=("cooperative_union",),
    ),
)  # fmt: skip
