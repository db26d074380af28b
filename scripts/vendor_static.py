"""Re-creates static/vendor and static/icons.svg from pinned npm packages.

Run it with `python scripts/vendor_static.py`. It needs node and npm; its output is committed, so that running hoptac
needs neither. Tabler's whole stylesheet is four times what our pages use and would eat the budget of a first visit, so
purgecss keeps the class families listed below, whatever templates exist today, and any other class found in templates/
or static/*.js.
"""

import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"

TABLER = ("@tabler/core", "1.6.1")
FONT = ("@fontsource/be-vietnam-pro", "5.3.0")
HTMX = ("htmx.org", "4.0.1")
ICONS = ("@tabler/icons", "3.51.0")
PURGECSS = ("purgecss", "8.0.0")

# Beyond Latin-1, the punctuation and signs that Vietnamese offices write. What neither file holds falls back to the
# system's font.
UNICODE_RANGES = {
    "latin": "U+0000-00FF,U+2000-206F,U+2122,U+2191,U+2193,U+2212,U+2215",
    "vietnamese": (
        "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,"
        "U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB"
    ),
}
FONT_WEIGHTS = (400, 600)

# The name a template writes -> the Tabler outline icon behind it.
ICON_NAMES = {
    "adjust": "adjustments-horizontal",
    "alert": "alert-triangle",
    "area": "map-pin",
    "arrow-down": "arrow-down",
    "arrow-left": "arrow-left",
    "arrow-right": "arrow-right",
    "arrow-up": "arrow-up",
    "bank": "building-bank",
    "bell": "bell",
    "books": "book-2",
    "calendar": "calendar",
    "capital": "coins",
    "cash": "cash",
    "certificate": "certificate",
    "chart": "chart-bar",
    "check": "check",
    "chevron-down": "chevron-down",
    "chevron-left": "chevron-left",
    "chevron-right": "chevron-right",
    "clock": "clock",
    "close": "x",
    "contract": "file-text",
    "dashboard": "layout-dashboard",
    "document": "file-description",
    "download": "download",
    "edit": "pencil",
    "filter": "filter",
    "help": "help-circle",
    "history": "history",
    "home": "home",
    "identity": "id",
    "info": "info-circle",
    "keyboard": "keyboard",
    "language": "language",
    "lock": "lock",
    "member": "user",
    "members": "users",
    "menu": "menu-2",
    "more": "dots",
    "organization": "building-community",
    "phone": "phone",
    "plus": "plus",
    "print": "printer",
    "qr": "qrcode",
    "refresh": "refresh",
    "role": "shield",
    "search": "search",
    "settings": "settings",
    "sheet": "table",
    "sign-in": "login-2",
    "sign-out": "logout-2",
    "sort": "arrows-sort",
    "switch": "switch-horizontal",
    "trash": "trash",
    "upload": "upload",
    "wallet": "wallet",
}

# Whole families are kept, so that a page written tomorrow finds its classes. Each entry is a regular expression over
# a class name.
SIZES = "(sm|md|lg|xl)"
HUES = "(primary|secondary|green|red|orange|yellow|azure)"
CLASS_FAMILIES = (
    "page(-wrapper|-body|-header|-title|-subtitle|-center)?",
    "container(-xl|-tight|-narrow|-fluid)?",
    f"row(-cards|-deck)?|g[xy]?-[0-5]|col(-auto|-[0-9]+)?|col-{SIZES}(-auto|-[0-9]+)?",
    "table(-sm|-vcenter|-nowrap|-hover|-striped|-responsive|-active|-bordered|-borderless)?|card-table|caption-top",
    "form-(label|label-description|control|select|hint|text|check|check-.*|switch|fieldset|selectgroup.*|file)",
    "form-(control|select)-(sm|lg)|col-form-label|required|input-(group|group-text|group-flat|icon|icon-addon)",
    "(is|was)-(in)?valid(ated)?|(in)?valid-feedback",
    "btn(-primary|-danger|-link|-sm|-lg|-icon|-list|-group|-close|-action|-actions|-loading)?",
    "btn-(outline|ghost)-(primary|danger|secondary)|disabled|active|show",
    "card(-body|-header|-header-light|-title|-subtitle|-actions|-footer|-sm|-md|-lg|-link|-options|-active)?",
    f"badge(-sm|-lg|s-list|-outline|-dot)?|(bg|text|border)-{HUES}|bg-{HUES}-lt|text-{HUES}-fg",
    "bg-(body|white|transparent|surface|surface-secondary)|text-(muted|success|warning|danger|info|body|reset)",
    "nav(-item|-link|-tabs|-pills|-underline|-fill)?|breadcrumb(-item|-arrows|-dots|-muted)?|pagination|page-(item|link)",
    "alert(-success|-warning|-danger|-info|-icon|-title|-heading|-link|-description|-important|-dismissible|-list)?",
    "progress(-sm|-bar)?|spinner-border(-sm)?|dropdown-(menu|item|header|divider)",
    "list-group(-item|-item-action|-flush|-hoverable)?|list-(unstyled|inline|inline-item|separated|separated-item)",
    "datagrid.*|empty(-.*)?|steps?(-item|-counter|-vertical)?|status(-dot)?|timeline(-.*)?|icon(-sm|-md|-lg|-inline)?|divide-y",
    "clearfix|vr|stretched-link|visually-hidden(-focusable)?|small|lead|mark|h[1-6]|hr(-text)?|subheader|[hv]stack|ratio",
    f"d-({SIZES}-|print-)?(none|inline|inline-block|block|flex|inline-flex|grid|table|table-row|table-cell)",
    f"flex-({SIZES}-)?(row|column|wrap|nowrap|fill|grow-0|grow-1|shrink-0|shrink-1)|order-(first|last)",
    f"(justify-content|align-items)-({SIZES}-)?(start|end|center|between|baseline|stretch)|align-self-(start|end|center|stretch)",
    "align-(baseline|top|middle|bottom)",
    "[mp][tbsexy]?-(auto|[0-6])|(ms|mt|mb)-(md|lg)-(auto|[0-5])|gap-[0-5]|(row|column)-gap-[0-5]|space-y",
    f"text-({SIZES}-)?(start|end|center)|text-(nowrap|wrap|break|truncate|uppercase|lowercase|capitalize|decoration-none)",
    "fw-(normal|medium|bold|semibold)|fs-[1-6]|fst-(normal|italic)|lh-(1|sm|base|lg)|font-monospace",
    "[wh]-(25|50|75|100|auto)|(min|max)-[vw]*w-.*|border(-0|-top|-bottom|-start|-end|-top-0|-bottom-0)?",
    "rounded(-0|-1|-2|-3|-circle|-pill)?|overflow-(auto|hidden|visible)|position-(relative|absolute|sticky|static)|sticky-top",
    "opacity-(25|50|75|100)|cursor-pointer|user-select-(all|none)|pe-none",
)
HTML_TAGS = (
    "html|body|a|abbr|address|article|aside|b|blockquote|br|button|caption|code|col|colgroup|dd|del|details|"
    "dialog|div|dl|dt|em|fieldset|figcaption|figure|footer|form|h1|h2|h3|h4|h5|h6|header|hr|i|img|input|kbd|"
    "label|legend|li|main|mark|nav|ol|optgroup|option|output|p|path|pre|progress|s|samp|section|select|small|"
    "span|strong|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|tr|u|ul"
)


# Classes of ours, in static/app.css, whose names Tabler also uses for something else.
OWN_CLASSES = "tag.*|chart.*|toolbar.*|sign-off.*"


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        packages = {pin: unpack(pin, Path(scratch)) for pin in (TABLER, FONT, HTMX, ICONS)}
        shutil.rmtree(VENDOR, ignore_errors=True)
        VENDOR.mkdir(parents=True)
        tabler, font, htmx, icons = packages.values()
        purge_stylesheet(tabler / "dist" / "css" / "tabler.min.css", VENDOR / "tabler.css", Path(scratch))
        copy_font(font, VENDOR / "be-vietnam-pro")
        shutil.copy(htmx / "dist" / "htmx.min.js", VENDOR / "htmx.js")
        write_sprite(icons / "icons" / "outline", ROOT / "static" / "icons.svg")
        licenses = VENDOR / "licenses"
        licenses.mkdir()
        for (name, _), folder in packages.items():
            for text in folder.glob("LICENSE*"):
                shutil.copy(text, licenses / f"{name.replace('@', '').replace('/', '-')}.txt")
    write_versions()
    sizes = {path.relative_to(ROOT): path.stat().st_size for path in sorted(VENDOR.rglob("*")) if path.is_file()}
    print("\n".join(f"{size:>8,}  {path}" for path, size in sizes.items()))


def unpack(pin: tuple[str, str], scratch: Path) -> Path:
    """The folder of one published package, fetched by its name and exact version."""
    name, version = pin
    command = ["npm", "pack", f"{name}@{version}", "--silent", "--pack-destination", str(scratch)]
    archive = subprocess.run(command, check=True, capture_output=True, text=True, cwd=scratch).stdout.split()[-1]
    folder = scratch / archive.removesuffix(".tgz")
    with tarfile.open(scratch / archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def purge_stylesheet(source: Path, target: Path, scratch: Path) -> None:
    families = "|".join(f"(?:{family})" for family in CLASS_FAMILIES)
    config = {
        "css": [str(source)],
        "content": [str(ROOT / "templates" / "**" / "*.html"), str(ROOT / "static" / "*.js")],
        "output": str(scratch / "purged"),
        # Attribute selectors are kept for the attributes that our own pages set at any time.
        "dynamicAttributes": ["type", "disabled", "readonly", "multiple", "size", "open", "hidden", "role", "href"],
    }
    (scratch / "purged").mkdir()
    (scratch / "purgecss.config.cjs").write_text(
        f"module.exports = Object.assign({json.dumps(config)}, {{"
        f"safelist: {{standard: [/^(?:{families}|{HTML_TAGS})$/]}},"
        f"blocklist: [/^(?:{OWN_CLASSES})$/],"
        "defaultExtractor: text => text.match(/[\\w-]+/g) || [],"
        "fontFace: true, keyframes: true})",
        encoding="utf-8",
    )
    command = ["npx", "--yes", "@".join(PURGECSS), "--config", str(scratch / "purgecss.config.cjs")]
    subprocess.run(command, check=True, capture_output=True, cwd=scratch)
    purged = next((scratch / "purged").rglob("*.css")).read_text(encoding="utf-8")
    target.write_text(re.sub(r"/\*# sourceMappingURL=.*?\*/", "", purged).strip() + "\n", encoding="utf-8")


def copy_font(package: Path, target: Path) -> None:
    """The font's files and font.css, which names them; the script the reader's text does not need is never fetched."""
    target.mkdir()
    faces = []
    for weight in FONT_WEIGHTS:
        for subset, unicode_range in UNICODE_RANGES.items():
            name = f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
            shutil.copy(package / "files" / name, target / f"{subset}-{weight}.woff2")
            faces.append(
                '@font-face{font-family:"Be Vietnam Pro";font-style:normal;font-display:swap;'
                f"font-weight:{weight};src:url({subset}-{weight}.woff2) format('woff2');unicode-range:{unicode_range}}}"
            )
    (target / "font.css").write_text("\n".join(faces) + "\n", encoding="utf-8")


def write_sprite(outline: Path, target: Path) -> None:
    """One file of <symbol>s; a template shows one with <svg><use href="…/icons.svg#name"></svg>."""
    symbols = []
    for name, source in sorted(ICON_NAMES.items()):
        drawing = (outline / f"{source}.svg").read_text(encoding="utf-8")
        inner = re.sub(r"<!--.*?-->", "", drawing, flags=re.DOTALL).split(">", 1)[1].rsplit("</svg>", 1)[0]
        inner = re.sub(r'<path stroke="none" d="M0 0h24v24H0z"[^>]*/>', "", inner)
        inner = re.sub(r"\s+", " ", inner).replace(" />", "/>").replace("> <", "><").strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    target.write_text(sprite, encoding="utf-8")


def write_versions() -> None:
    notes = {
        TABLER: "tabler.css: the class families named in scripts/vendor_static.py",
        FONT: "be-vietnam-pro/: weights 400 and 600, Latin and Vietnamese",
        HTMX: "htmx.js: dist/htmx.min.js",
        ICONS: "../icons.svg: the outline icons named in scripts/vendor_static.py",
        PURGECSS: "the tool that cuts tabler.css",
    }
    lines = [f"{name} {version}  {note}" for (name, version), note in notes.items()]
    (VENDOR / "VERSIONS.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
