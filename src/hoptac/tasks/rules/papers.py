"""What waits on paper: applications to decide, documents to post, requests of people about their data. Pure."""

from collections.abc import Iterator

from hoptac.identity.permissions import Permission as P
from hoptac.kit.language import _, grouped
from hoptac.tasks.rules.facts import Facts
from hoptac.tasks.rules.task import Task


def of_papers(facts: Facts) -> Iterator[Task]:
    """Art. 10.1 (applications), Art. 14.2 (posting), Decree 356/2025 Art. 5 (requests)."""
    papers = facts.papers
    if papers.applications:
        yield Task(
            "applications",
            _("%(count)s đơn xin gia nhập chờ quyết định", count=grouped(papers.applications)),
            _("Ai đủ điều kiện thì phải được kết nạp; từ chối thì ghi lý do."),
            "Điều 10.1 Luật 17/2023/QH15", None, "members/applications", _("Xem các đơn"), P.WRITE_MEMBERS,
            is_pressing=True, opens=P.READ_MEMBERS,
        )  # fmt: skip
    if papers.to_post.count:
        yield Task(
            "disclosures",
            _("%(count)s văn bản phải niêm yết tại trụ sở", count=grouped(papers.to_post.count)),
            _("Niêm yết trong 5 ngày làm việc, ít nhất 30 ngày liên tục."),
            "Điều 14.2 Luật 17/2023/QH15", papers.to_post.first_on, "disclosures", _("Ghi ngày niêm yết"),
            P.WRITE_DISCLOSURES, opens=P.READ_DISCLOSURES,
        )  # fmt: skip
    if papers.requests.count:
        yield Task(
            "data_requests",
            _("%(count)s yêu cầu về dữ liệu cá nhân chờ trả lời", count=grouped(papers.requests.count)),
            _("Trả lời và làm trong hạn của từng loại yêu cầu."),
            "Điều 5 Nghị định 356/2025/NĐ-CP", papers.requests.first_on, "personal-data", _("Xem yêu cầu"),
            P.WRITE_PERSONAL_DATA, opens=P.READ_PERSONAL_DATA,
        )  # fmt: skip
