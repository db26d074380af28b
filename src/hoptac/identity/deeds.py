"""The names of the deeds on people, seats and the registry, as the log shows them."""

from hoptac.kit.language import Message, _

DEED_NAMES: dict[str, Message] = {
    "organization_founded": _("Đã lập đơn vị"),
    "organization_changed": _("Đã sửa thông tin đơn vị"),
    "books_opened": _("Đã mở sổ cho đơn vị"),
    "person_added": _("Đã thêm người"),
    "contact_changed": _("Đã sửa họ tên, số điện thoại hoặc thư điện tử"),
    "password_changed": _("Đã đổi mật khẩu của mình"),
    "one_time_password_given": _("Đã cấp mật khẩu dùng một lần"),
    "pin_set": _("Đã đặt mã PIN vào trang của thành viên"),
    "sign_in_locked": _("Đã khóa đăng nhập"),
    "sign_in_unlocked": _("Đã mở khóa đăng nhập"),
    "signed_out_everywhere": _("Đã đăng xuất mọi thiết bị"),
    "seat_given": _("Đã giao vai trò"),
    "seat_ended": _("Đã cho thôi vai trò"),
}
