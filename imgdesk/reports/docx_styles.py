"""The style sheet of papers in Word: named styles, real numbering, the colours and the typeface of the PDF.

Everything that others may want to change is a style: a whole paper gets another look by editing a few of them. Nothing
of the library's own template stays but its parts. Lengths are points, twentieths of them (dxa) where Word wants these.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from imgdesk.reports import style
from imgdesk.reports.docx_numbering import BULLET, CLAUSE, CLAUSES, DECIMAL, numbering_xml

TYPEFACE: Final = "Noto Sans"
INNER: Final = 9984
"""The width of the text in dxa: an A4 page less both margins."""
MARGIN: Final = 961
FACT: Final = 1840
BOX_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


class Look(NamedTuple):
    """A paragraph style: its name, what it is based on, its paragraph and its run properties as XML."""

    name: str
    base: str
    paragraph: str = ""
    run: str = ""


def style_id(name: str) -> str:
    """Return the id of a style of that name."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def apply_styles(document: Any, *, reading: bool) -> None:
    """Give a new document our styles, numbering and settings; `reading` sets it larger."""
    styles = document.styles.element
    styles.clear()
    for element in parse_xml(_styles_xml(20 if reading else 18)):
        styles.append(element)
    numbering = document.part.numbering_part.element
    numbering.clear()
    for element in parse_xml(numbering_xml()):
        numbering.append(element)
    settings = document.settings.element
    settings.clear()
    for element in parse_xml(_SETTINGS):
        settings.append(element)


def borders(tag: str, **sides: tuple[str, int, int]) -> str:
    """Return borders as XML; each side is a palette role, eighths of a point, and points of space."""
    colours = style.colours()
    drawn = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colours[role][1:]}"/>'
        for side, (role, size, space) in sides.items()
    )
    return f"<w:{tag}>{drawn}</w:{tag}>"


def shade(role: str) -> str:
    """Return a ground in the colour of a palette role as XML."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{style.colours()[role][1:]}"/>'


def _spacing(before: float, after: float, line: int = 288) -> str:
    """White above and below in points; `line` in 240ths of a line."""
    return (
        f'<w:spacing w:before="{round(20 * before)}" w:after="{round(20 * after)}" w:line="{line}" '
        'w:lineRule="auto"/>'
    )


def _indent(left: int, hanging: int = 0, right: int = 0) -> str:
    return f'<w:ind w:left="{left}" w:right="{right}" w:hanging="{hanging}"/>'


def _line_of_contents(level: int) -> str:
    """Where the number, the words and the page of a line of the contents stand."""
    left = CLAUSE * level
    tabs = f'<w:tab w:val="left" w:pos="{left}"/><w:tab w:val="right" w:leader="dot" w:pos="{INNER}"/>'
    return f"<w:tabs>{tabs}</w:tabs>{_spacing(0, 2, 252)}{_indent(left, CLAUSE)}"


def _number(num_id: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num_id}"/></w:numPr>'


def _face(size: int, role: str = "", *, bold: bool = False) -> str:
    colour = f'<w:color w:val="{style.colours()[role][1:]}"/>' if role else ""
    return f'{"<w:b/><w:bCs/>" if bold else ""}{colour}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _looks(body: int) -> list[Look]:
    """The paragraph styles; `body` is the size of running text in half points."""
    small = body - 3
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{INNER}"/></w:tabs>'
    keep = "<w:keepNext/><w:keepLines/>"
    first, second, third = (f'<w:outlineLvl w:val="{level}"/>' for level in range(3))
    edge = tab + _spacing(0, 0, 240)
    above, below = borders("pBdr", top=("line", 4, 4)), borders("pBdr", bottom=("line", 4, 4))
    above_name = borders("pBdr", top=("text", 6, 4))
    looks = [
        Look("Normal", "", _spacing(0, 5)),
        Look("heading 1", "Normal", keep + _spacing(14, 3) + first, _face(body + 3, "accent", bold=True)),
        Look("heading 2", "Normal", keep + _spacing(9, 2) + second, _face(body, bold=True)),
        Look("heading 3", "Normal", keep + _spacing(7, 2) + third, _face(body, "muted", bold=True)),
        Look("TOC Heading", "Normal", keep + _spacing(14, 3), _face(body + 3, "accent", bold=True)),
        *(Look(f"toc {at}", "Normal", _line_of_contents(at)) for at in (1, 2, 3)),
        Look("Title", "Normal", keep + _spacing(10, 2, 240), _face(30, bold=True)),
        Look("Subtitle", "Normal", _spacing(0, 6), _face(body - 1, "muted")),
        Look("Masthead", "Normal", tab + _spacing(0, 0), _face(small, "muted")),
        Look("Status", "Normal", _spacing(0, 8), _face(body - 1)),
        Look("header", "Normal", below + edge, _face(small - 1, "muted")),
        Look("footer", "Normal", above + edge, _face(small - 1, "muted")),
        Look("Small print", "Normal", _spacing(2, 4, 240), _face(small, "muted")),
        Look("footnote text", "Normal", _spacing(0, 2, 240), _face(small - 1)),
        Look("Annex label", "Normal", "<w:keepNext/>" + _spacing(14, 0, 240), _face(small, "muted", bold=True)),
        Look("Signature", "Normal", keep + above_name + _spacing(48, 0) + _indent(0, 0, INNER // 2)),
        Look("Signature line", "Normal", "<w:keepLines/>" + _spacing(0, 0) + _indent(0, 0, INNER // 2)),
        Look("Table text", "Normal", _spacing(2.5, 2.5, 252), _face(body - 2)),
        Look("Table heading", "Table text", "<w:keepNext/>", _face(small - 1, "muted", bold=True)),
        Look("List Bullet", "Normal", _number(BULLET) + _spacing(0, 3)),
        Look("List Number", "Normal", _number(DECIMAL) + _spacing(0, 3)),
        Look("Numbered paragraph", "Normal", _number(CLAUSES) + _spacing(0, 5) + _indent(CLAUSE, CLAUSE)),
        Look("Numbered heading", "Numbered paragraph", keep + _spacing(6, 2) + third, _face(body, bold=True)),
        Look("Paragraph continued", "Normal", _spacing(0, 5) + _indent(CLAUSE)),
    ]  # fmt: skip
    for name, bar, ground in (
        ("Decision", "accent", "accentbg"), ("Action", "amber", "amberbg"), ("Internal", "muted", "grid"),
    ):  # fmt: skip
        apart = borders("pBdr", left=(bar, 18, 6)) + shade(ground)
        looks.append(Look(name, "Numbered paragraph", apart + _spacing(2, 5)))
        beside = _spacing(0, 5) + _indent(CLAUSE, CLAUSE)  # bar and ground begin where the number would stand
        looks.append(Look(f"{name} continued", "Paragraph continued", apart + beside))
    return looks


def _styles_xml(body: int) -> str:
    fonts = f'<w:rFonts w:ascii="{TYPEFACE}" w:hAnsi="{TYPEFACE}" w:cs="{TYPEFACE}" w:eastAsia="{TYPEFACE}"/>'
    text = style.colours()["text"][1:]
    parts = [
        f"<w:styles {nsdecls('w')}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:color w:val="{text}"/><w:sz w:val="{body}"/><w:szCs w:val="{body}"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    ]
    for look in _looks(body):
        default = ' w:default="1"' if look.name == "Normal" else ""
        based = f'<w:basedOn w:val="{style_id(look.base)}"/>' if look.base else ""
        parts.append(
            f'<w:style w:type="paragraph"{default} w:styleId="{style_id(look.name)}"><w:name w:val="{look.name}"/>'
            f"{based}<w:qFormat/><w:pPr>{look.paragraph}</w:pPr><w:rPr>{look.run}</w:rPr></w:style>"
        )
    parts.append(
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>'
        f'<w:color w:val="{style.colours()["accent"][1:]}"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="160" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="Rows"><w:name w:val="Rows"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"{borders('tblBorders', bottom=('line', 4, 0), insideH=('line', 4, 0))}</w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="FactBox"><w:name w:val="Fact box"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"{borders('tblBorders', **dict.fromkeys(BOX_SIDES, ('line', 6, 0)))}"
        '<w:tblCellMar><w:left w:w="120" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "</w:style></w:styles>"
    )
    return "".join(parts)


def put_border(paragraph: Any) -> None:
    """Draw the line below the masthead under a paragraph."""
    properties = paragraph.paragraph_format.element.get_or_add_pPr()
    properties.insert(1, _element(borders("pBdr", bottom=("text", 12, 6))))


def _element(xml: str) -> Any:
    """Return the one element of some XML."""
    return parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")[0]


def field(paragraph: Any, instruction: str) -> None:
    """Append a field that Word fills in by itself, such as the number of the page."""
    paragraph.paragraph_format.element.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )


_SETTINGS: Final = (
    f"<w:settings {nsdecls('w')}>"
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="340"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/></w:settings>'
)
