"""Columns about the person: number, name, gender, birth, identity card."""

from hoptac.kit.language import _
from hoptac.kit.tables import Field
from hoptac.members.reading.fields import contents

PEOPLE = (
    Field(
        key="ordinal",
        label=_("Số thứ tự"),
        phrases={
            1.0: "stt, số tt, số thứ tự, s t t",
            0.95: "thứ tự",
            0.9: "tt",
            0.7: "no, order",
            0.4: "số",
        },
        never="nợ htx, thành viên số, số thẻ, số cccd, số tiền, số điện thoại, member no, id no",
        fits=contents.numbers,
        looks=contents.running_numbers,
        headless=0.9,
    ),
    Field(
        key="number",
        label=_("Mã thành viên"),
        phrases={
            1.0: (
                "mã thành viên, mã tv, mã xã viên, mã số thành viên, mã số tv, mstv, msxv, mã số xã viên, "
                "số thẻ thành viên, số thẻ xã viên, số sổ thành viên, số hiệu thành viên, member code, member id, "
                "member no, member number"
            ),
            0.95: "thẻ thành viên, số đăng ký thành viên",
            0.9: "sổ thành viên, mã hội viên",
            0.8: "mã số, số thẻ, số danh bộ",
            0.75: "mã, số sổ",
            0.7: "số hiệu, code, ms",
        },
        never="mã số thuế, mst, cccd, cmnd, căn cước, định danh, điện thoại, giấy chứng nhận, gcn, thẻ căn cước",
    ),
    Field(
        key="name",
        label=_("Họ và tên"),
        phrases={
            1.0: (
                "họ và tên, họ tên, họ và tên thành viên, tên thành viên, tên xã viên, họ tên chủ hộ, "
                "họ và tên chủ hộ, tên chủ hộ, họ và tên người góp vốn, tên người góp, tên cá nhân tổ chức, "
                "tên tổ chức cá nhân, tên tv, họ tên tv, họ và tên tv, tên người góp vốn, họ tên người góp vốn, "
                "họ tên đại diện hộ, họ và tên người đại diện hộ, full name, member name, name of member"
            ),
            0.95: "tên cá nhân, tên hội viên, tên cổ đông, họ tên cổ đông, ông bà, họ tên ông bà",
            0.9: "tên hộ, người góp vốn, tên tổ chức, tên nông dân, tên khách hàng, người nộp tiền, name",
            0.85: (
                "chủ hộ, tên đơn vị thành viên, tên htx thành viên, đơn vị thành viên, thành viên góp vốn, "
                "sáng lập viên, cổ đông, đại diện hộ, người đại diện hộ"
            ),
            0.8: "nông hộ, hộ nông dân, hộ xã viên, hộ thành viên, household head",
            0.75: "xã viên, tên",
            0.7: "hộ gia đình, thành viên, tên gọi, hộ dân, nông dân",
            0.65: "hội viên, tên đơn vị, tên htx, tên hợp tác xã",
            0.6: "member",
        },
        never=(
            "thừa kế, người đại diện, đại diện pháp luật, đại diện theo, vợ, chồng, cha, mẹ, người thân, ký tên, "
            "chữ ký, ký nhận, sản phẩm, cây trồng, ngân hàng, tài khoản, loại thành viên, mã thành viên, mã tv, "
            "mã số, số thành viên, số thẻ, tên xã phường, tên ấp, tên thôn, thửa, giống, last name, first name, "
            "family name, given name, ngày, địa chỉ, điện thoại, tư cách, code, chức vụ"
        ),
        fits=contents.texts,
        looks=contents.people,
        continued_by="given_name",
        alone=0.55,
        headless=0.62,
    ),
    Field(
        key="surname",
        label=_("Họ và tên đệm"),
        phrases={
            1.2: "họ và tên đệm, họ và tên lót",
            1.1: "họ và đệm, họ và chữ lót, họ chữ lót, họ và lót, họ tên đệm, họ tên lót",
            1.0: "họ đệm, họ lót, last name, surname, family name",
            0.9: "họ",
        },
        never="họ và tên thành viên, vợ, chồng, cha, mẹ",
        fits=contents.texts,
    ),
    Field(
        key="middle_name",
        label=_("Tên đệm"),
        phrases={
            1.0: "tên đệm, chữ đệm, tên lót, chữ lót, middle name",
            0.9: "đệm, lót",
        },
        never="họ",
        fits=contents.texts,
    ),
    Field(
        key="given_name",
        label=_("Tên (không có họ)"),
        phrases={
            1.0: "first name, given name",
            0.5: "tên",
        },
        never="họ, tên đệm, tên lót, ký tên, hợp tác xã, htx, chủ hộ",
        fits=contents.texts,
    ),
    Field(
        key="gender",
        label=_("Giới tính"),
        phrases={
            1.0: "giới tính, nam nữ, nam hay nữ, gender, sex",
            0.9: "phái",
            0.85: "giới",
            0.6: "gt",
        },
        fits=contents.genders,
        alone=0.5,
    ),
    Field(
        key="born_male",
        label=_("Năm sinh (nam)"),
        phrases={
            1.1: "năm sinh nam, ngày sinh nam, ngày tháng năm sinh nam",
            1.0: "giới tính nam, phái nam",
            0.94: "sinh nam",
            0.85: "nam",
            0.8: "male",
        },
        never="nam nữ, việt nam",
        fits=contents.days_or_marks,
    ),
    Field(
        key="born_female",
        label=_("Năm sinh (nữ)"),
        phrases={
            1.0: "năm sinh nữ, sinh nữ, giới tính nữ, phái nữ",
            0.9: "nữ",
            0.8: "female",
        },
        never="nam nữ",
        fits=contents.days_or_marks,
    ),
    Field(
        key="birth",
        label=_("Ngày sinh hoặc năm sinh"),
        phrases={
            1.0: (
                "ngày sinh, năm sinh, ngày tháng năm sinh, ngày tháng sinh, date of birth, dob, birth date, birthday, "
                "year of birth, birth year"
            ),
            0.95: "sinh ngày, sinh năm, ntns, ng sinh, n sinh",
            0.85: "born",
            0.6: "ns, sinh",
            0.5: "năm thành lập",
        },
        never="nơi sinh, place of birth",
        fits=contents.days,
        looks=contents.births,
        headless=0.5,
    ),
    Field(
        key="birth_day",
        label=_("Ngày sinh (ngày)"),
        phrases={
            1.3: "ngày tháng năm sinh ngày, ngày sinh ngày, năm sinh ngày",
            1.2: "sinh ngày ngày",
            0.97: "ngày sinh",
        },
        never="tháng, năm",
        fits=contents.days_of_a_month,
    ),
    Field(
        key="birth_month",
        label=_("Ngày sinh (tháng)"),
        phrases={
            1.3: "ngày tháng năm sinh tháng, ngày sinh tháng, năm sinh tháng",
            1.0: "tháng sinh",
        },
        never="ngày tháng sinh",
    ),
    Field(
        key="birth_year",
        label=_("Ngày sinh (năm)"),
        phrases={
            1.05: "ngày tháng năm sinh năm, ngày sinh năm, năm sinh năm",
        },
    ),
    Field(
        key="nationality",
        label=_("Quốc tịch"),
        phrases={1.0: "quốc tịch, nationality, citizenship", 0.8: "quốc gia, country", 0.6: "nước"},
        never="nước ngoài, nước mặn, nước ngọt, nuôi, diện tích",
        fits=contents.countries,
        headless=0.5,
    ),
    Field(
        key="foreign_invested",
        label=_("Dấu có vốn đầu tư nước ngoài"),
        phrases={
            1.1: "vốn đầu tư nước ngoài, có vốn đầu tư nước ngoài, có vốn nước ngoài, vốn nước ngoài",
            1.0: "đầu tư nước ngoài, fdi, foreign invested, foreign investment",
        },
        fits=contents.marks,
    ),
    Field(
        key="identity_number",
        label=_("Số căn cước"),
        phrases={
            1.0: (
                "cccd, căn cước, căn cước công dân, thẻ căn cước, cmnd cccd, cccd cmnd, "
                "số định danh, số định danh cá nhân, mã định danh, cc cccd, identity number, identity card, "
                "id number, id card, id no, national id, citizen id, citizen identification"
            ),
            0.97: "cmnd, cmtnd, chứng minh nhân dân, chứng minh thư",
            0.95: "cmt, chứng minh, đdcn, giấy tờ tùy thân, giấy tờ pháp lý của cá nhân",
            0.9: "định danh, giấy tờ pháp lý, số giấy tờ, loại giấy tờ số ngày cấp cơ quan cấp giấy tờ pháp lý, "
            "cccd ngày cấp nơi cấp, cmnd ngày cấp nơi cấp, căn cước ngày cấp nơi cấp, số ngày cấp nơi cấp, "
            "số ngày nơi cấp, cccd ngày nơi cấp, cmnd ngày nơi cấp, căn cước ngày nơi cấp, identification",
            0.8: "identity",
            0.7: "giấy tờ, hộ chiếu, id",
            0.6: "passport",
        },
        never="ngày cấp, nơi cấp, cấp ngày, cơ quan cấp, member id, ngày, date, place, nơi",
        fits=contents.identities,
        looks=contents.new_identities,
        alone=0.62,
        headless=0.8,
    ),
    Field(
        key="old_identity_number",
        label=_("Số chứng minh cũ"),
        phrases={
            1.05: "cmnd cũ, số cũ, cmt cũ, chứng minh cũ, cmnd 9 số",
            0.9: "cmnd, cmtnd, cmt, chứng minh nhân dân, chứng minh thư",
        },
        never="cccd, căn cước, định danh, ngày cấp, nơi cấp, cấp ngày, cơ quan cấp, ngày, nơi",
        fits=contents.identities,
    ),
    Field(
        key="registration_code",
        label=_("Mã số thuế (của tổ chức)"),
        phrases={
            1.0: "mã số thuế, mst, mã số doanh nghiệp, mã số htx, mã số hợp tác xã, tax code, registration code",
            0.8: "số đkkd, giấy phép kinh doanh, giấy đkkd",
        },
        never="cá nhân, ngày cấp",
    ),
    Field(
        key="identity_issued_on",
        label=_("Ngày cấp căn cước"),
        phrases={
            1.0: (
                "ngày cấp, cấp ngày, cccd ngày, căn cước ngày, cmnd ngày, ngày cấp cccd, date of issue, issue date, "
                "issued on, date issued"
            ),
            0.8: "issued",
        },
        never="giấy chứng nhận, gcn, chứng chỉ, sổ đỏ, place, issued by, nơi cấp",
        fits=contents.days,
    ),
)
