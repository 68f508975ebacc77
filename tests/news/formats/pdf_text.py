"""Read the text of a PDF that typst wrote, as a reader that copies it gets it.

No general parser: it knows how typst writes objects, fonts and strings.
"""

import re
import zlib

TOKEN = re.compile(
    rb"/(?P<font>f\d+) [\d.]+ Tf|(?P<end> Tm|\nET)|(?P<actual>/ActualText)?\("
)
ESCAPES = {b"n": 10, b"r": 13, b"t": 9, b"b": 8, b"f": 12}


def read(document: bytes) -> str:
    """Return the text of all pages; where text is set anew, a new line begins."""
    objects = {
        int(number): body
        for number, body in re.findall(
            rb"(?s)(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", document
        )
    }
    pages = []
    for body in objects.values():
        if re.search(rb"/Type/Page\b(?!s)", body):
            fonts = _fonts(objects, objects[_reference(body, b"Resources")])
            content = _stream(objects[_reference(body, b"Contents")])
            pages.append(_text(content, fonts))
    return re.sub("\n+", "\n", "\n".join(pages)).strip()


def _reference(body: bytes, name: bytes) -> int:
    return int(re.search(rb"/" + name + rb" (\d+) 0 R", body).group(1))


def _stream(body: bytes) -> bytes:
    head, _, raw = body.partition(b"stream\n")
    raw = raw.rpartition(b"\nendstream")[0]
    return zlib.decompress(raw) if b"/FlateDecode" in head else raw


def _fonts(objects: dict[int, bytes], resources: bytes) -> dict[bytes, dict]:
    """Return what the glyphs of each font of a page mean."""
    named = re.search(rb"/Font<<(.*?)>>", resources)
    return {
        name: _meanings(_stream(objects[_reference(objects[int(at)], b"ToUnicode")]))
        for name, at in re.findall(rb"/(f\d+) (\d+) 0 R", named.group(1))
    }


def _meanings(table: bytes) -> dict[int, str]:
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", table)
    }


def _text(content: bytes, fonts: dict[bytes, dict]) -> str:
    """Return the text of a page; a soft hyphen at the end of a line is none."""
    text, meanings, at = "", {}, 0
    while token := TOKEN.search(content, at):
        at = token.end()
        if token["font"]:
            meanings = fonts[token["font"]]
        elif token["end"]:
            text += "\n"
        else:
            codes, at = _literal(content, at)
            if not token["actual"]:
                pairs = zip(codes[::2], codes[1::2], strict=True)
                text += "".join(meanings.get(a * 256 + b, "") for a, b in pairs)
    return re.sub("\u00ad\n+", "", text)


def _literal(content: bytes, at: int) -> tuple[bytes, int]:
    """Return a string from behind its parenthesis on, and where it ends."""
    found, depth = bytearray(), 1
    while True:
        character, at = content[at : at + 1], at + 1
        depth += {b"(": 1, b")": -1}.get(character, 0)
        if not depth:
            return bytes(found), at
        if character == b"\\":
            code = re.compile(rb"(?s)[0-7]{1,3}|.").match(content, at)[0]
            at += len(code)
            found.append(int(code, 8) if code.isdigit() else ESCAPES.get(code, code[0]))
        else:
            found += character
