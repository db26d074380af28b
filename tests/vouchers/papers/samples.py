"""E-invoices as sellers send them, written for these tests in the tax authority's format; nobody in them exists."""

import struct
import zlib

SELLER, BUYER = "0109998887", "1801234567"

BODY = """<DLHDon Id="data"><TTChung><PBan>2.1.0</PBan><THDon>Hóa đơn giá trị gia tăng</THDon><KHMSHDon>1</KHMSHDon>
<KHHDon>{series}</KHHDon><SHDon>{number}</SHDon><NLap>{day}</NLap><DVTTe>VND</DVTTe><TGia>1</TGia><HTTToan>TM/CK</HTTToan>{related}</TTChung>
<NDHDon><NBan><Ten>{seller_name}</Ten><MST>{seller}</MST><DChi>12 Trần Phú, Cần Thơ</DChi></NBan>
<NMua><Ten>HTX Nông nghiệp Tân Hưng</Ten><MST>{buyer}</MST><DChi>Cần Thơ</DChi></NMua>
<DSHHDVu>{lines}</DSHHDVu>
<TToan><THTTLTSuat>{rates}</THTTLTSuat><TgTCThue>{net}</TgTCThue><TgTThue>{vat}</TgTThue><TTCKTMai>0</TTCKTMai>
<TgTTTBSo>{total}</TgTTTBSo><TgTTTBChu>…</TgTTTBChu></TToan></NDHDon></DLHDon>"""
LINE = (
    "<HHDVu><TChat>{nature}</TChat><STT>1</STT><THHDVu>{name}</THHDVu><DVTinh>bao</DVTinh><SLuong>{quantity}</SLuong>"
    "<DGia>{price}</DGia><ThTien>{amount}</ThTien><TSuat>{rate}</TSuat></HHDVu>"
)
RATE = "<LTSuat><TSuat>{rate}</TSuat><ThTien>{net}</ThTien><TThue>{vat}</TThue></LTSuat>"
SIGNED = '<DSCKS><NBan><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature></NBan></DSCKS>'


def line(name="Phân NPK", amount="10000000", *, quantity="20", price="500000", rate="8%", nature="1"):
    """One line of goods."""
    return LINE.format(name=name, amount=amount, quantity=quantity, price=price, rate=rate, nature=nature)


def body(**changes):
    """DLHDon; by default 20 bags of fertiliser at 500.000, 8 % of tax: 10.800.000."""
    values = {
        "series": "C26TAA", "number": "00000123", "day": "2026-03-02", "related": "", "seller": SELLER, "buyer": BUYER,
        "seller_name": "Công ty TNHH Vật tư Minh An", "lines": line(), "net": "10000000", "vat": "800000",
        "total": "10800000", "rates": RATE.format(rate="8%", net="10000000", vat="800000"),
    }  # fmt: skip
    return BODY.format(**(values | changes))


def plain(**changes):
    """HDon by itself, unsigned."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<HDon>{body(**changes)}</HDon>'.encode()


def with_namespace():
    """As some providers write it: a namespace, a signature, the code of the tax authority."""
    code = "<MCCQT>00A1B2C3</MCCQT>"
    return f'<HDon xmlns="http://hoadon.example/hddt">{body()}{code}{SIGNED}</HDon>'.encode()


def in_a_message():
    """As the tax authority passes it on, with a prefix and a byte order mark."""
    text = f"<TDiep><TTChung><MLTDiep>202</MLTDiep></TTChung><DLieu><HDon>{body()}</HDon></DLieu></TDiep>"
    return b"\xef\xbb\xbf" + text.encode()


def two_rates():
    """8 % and 5 %, with a discount line, amounts with decimals."""
    lines = (
        line() + line("Thuốc trừ sâu", "2000000.4", quantity="4", price="500000.1", rate="5%")
        + line("Chiết khấu", "500000", quantity="", price="", rate="8%", nature="3")
        + line("Giao tại kho", "", quantity="", price="", rate="", nature="4")
    )  # fmt: skip
    rates = RATE.format(rate="8%", net="9500000", vat="760000") + RATE.format(rate="5%", net="2000000", vat="100000")
    return plain(lines=lines, rates=rates, net="11500000", vat="860000", total="12360000", number="124")


def sales_invoice():
    """Form 2, direct method: one sum and no tax."""
    text = plain(number="77", series="K26TBB").decode()
    for gone in ("<TgTCThue>10000000</TgTCThue>", "<TgTThue>800000</TgTThue>", RATE.format(rate="8%", net="10000000", vat="800000")):  # fmt: skip
        text = text.replace(gone, "")
    return text.replace("<KHMSHDon>1<", "<KHMSHDon>2<").replace("10800000", "10000000").encode()


def not_taxable():
    """Produce: KCT."""
    rates = RATE.format(rate="KCT", net="10000000", vat="0")
    return plain(lines=line(rate="KCT"), rates=rates, vat="0", total="10000000", number="125")


def in_dollars():
    """2 × 100 dollars at 25.400."""
    text = plain(
        lines=line(amount="200", quantity="2", price="100", rate="0%"), net="200", vat="0", total="200", number="9",
        rates=RATE.format(rate="0%", net="200", vat="0"),
    ).decode()  # fmt: skip
    return text.replace("<DVTTe>VND</DVTTe><TGia>1</TGia>", "<DVTTe>USD</DVTTe><TGia>25400</TGia>").encode()


ENTITY_BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE HDon [<!ENTITY a "hahahahaha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<HDon><DLHDon><TTChung><SHDon>&c;</SHDon></TTChung></DLHDon></HDon>"""
FOREIGN_FILE = b"""<?xml version="1.0"?>
<!DOCTYPE HDon [<!ENTITY a SYSTEM "file:///etc/passwd">]><HDon><DLHDon><TTChung><SHDon>&a;</SHDon></TTChung></DLHDon></HDon>"""
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 40
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
WEBP = b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 40
PDF = b"%PDF-1.4\n%%EOF\n"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


def _png(width: int, height: int) -> bytes:
    """A grey picture that a browser can show."""
    rows = (b"\0" + b"\x80" * width) * height
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


PICTURE = _png(2, 2)
