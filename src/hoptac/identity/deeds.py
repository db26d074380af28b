"""The names of the deeds on people, seats and the registry, as the log shows them."""

from hoptac.kit.language import Message, _

DEED_NAMES: dict[str, Message] = {
    "organization_founded": _("Lập đơn vị"),
    "books_opened": _("Mở sổ cho đơn vị"),
    "person_added": _("Thêm người"),
    "contact_changed": _("Sửa họ tên, số điện thoại hoặc thư điện tử"),
    "password_changed": _("Đổi mật khẩu của mình"),
    "one_time_password_given": _("Cấp mật khẩu dùng một lần"),
    "sign_in_locked": _("Khóa đăng nhập"),
    "sign_in_unlocked": _("Mở khóa đăng nhập"),
    "signed_out_everywhere": _("Đăng xuất mọi thiết bị"),
    "seat_given": _("Giao vai trò"),
    "seat_ended": _("Cho thôi vai trò"),
}
