# ruff: noqa: E501 - tables of attacks, each a line
"""Hostile publications by class. Each is a folder's files by name; `a.*` is the manuscript.

`CANARY` stands in files that nothing may read; `PORT` is where the honeypot listens. A name says
what is attacked. Whatever broke something once is here, with why.
"""

from __future__ import annotations

import base64
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from PIL import IcoImagePlugin, Image, PcxImagePlugin, TgaImagePlugin  # noqa: F401 - written here

CANARY = "金丝雀不可外传"
HEAD = "# 一个标题\n\n我们在河边看见老人走过桥上，时间正在成为世界的一部分。\n\n"
FOOT = "\n\n河边的人说：这座桥还在，孩子们每天从桥上走过去上学。\n"
Files = dict[str, bytes]


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#885522").save(out, kind, **more)
    return out.getvalue()


def md(inside: str, **files: bytes) -> Files:
    return {"a.md": (HEAD + inside + FOOT).encode("utf-8", "surrogatepass"), **files}


def html(inside: str, head: str = "") -> Files:
    text = f"<!DOCTYPE html><html><head><meta charset=utf-8><title>题目</title>{head}</head><body>"
    words = "".join(f"<p>{line}</p>" for line in (HEAD[2:].strip(), inside, FOOT.strip()))
    return {"a.html": f"{text}<h1>一个标题</h1>{words}</body></html>".encode("utf-8", "replace")}


def txt(inside: str) -> Files:
    return {"a.txt": ("一个标题\n\n" + HEAD[8:] + inside + FOOT).encode("utf-8", "replace")}


# ── addresses of pictures and links ──────────────────────────────────────────────────────────────

WAYS_OUT = (
    "../secret.png", "pictures/../../secret.png", "/tmp/secret.png", "//tmp/secret.png",
    "file:///etc/passwd", "FILE:///etc/passwd", "file://localhost/etc/hostname",
    "http://127.0.0.1:PORT/a.png", "https://127.0.0.1:PORT/a.png", "//127.0.0.1:PORT/a.png",
    "HtTp://127.0.0.1:PORT/a.png", "ftp://127.0.0.1:PORT/a.png", "gopher://127.0.0.1:PORT/_a",
    "\\\\127.0.0.1\\share\\a.png", "\\\\?\\C:\\a.png", "C:\\a.png", "C:/a.png",
    "data:image/png;base64,iVBORw0KGgo=", "data:text/html,<script>alert(1)</script>",
    "javascript:alert(1)", "vbscript:x", "%2e%2e/secret.png", "%2e%2e%2fsecret.png",
    "..%2fsecret.png", "%252e%252e/secret.png", "..%c0%afsecret.png", "．．/secret.png",
    "‥/secret.png", "..／secret.png", "..∕secret.png", "./.././secret.png", "pictures/link.png",
    "pictures/folder/secret.png", "pictures/up/secret.png", "pictures/loop/a.png",
    "pictures/fifo.png", "pictures/null.png", "pictures/folder.png", "", " ", ".", "..", "/",
    "a" * 5000 + ".png", "pictures/ok.png\x00.txt", "pictures/ok.png?x", "pictures/ok.png#x",
    "pictures/ok.PNG", "pictures/./ok.png", "pictures//ok.png", " pictures/ok.png", "~/secret.png",
    "$HOME/secret.png", "`id`.png", "$(id).png", "|id.png", "-rf.png", "asset://publication/x.png",
    "asset://layout/print.css", "asset://layout/../../x.png", "asset:/publication/../x", "jar:file:a",
    "pictures/ok\u202egnp.png", "pictures/\ud800.png".encode("utf-8", "replace").decode(),
    "pictures/ok.png\n../secret.png", "/proc/self/environ", "/dev/zero", "/dev/stdin.png",
    "zip://a.docx!/word/document.xml", "a.md", "publication.yaml", "pictures/text.png",
)  # fmt: skip


def ways_out() -> Iterator[tuple[str, Files]]:
    for number, way in enumerate(WAYS_OUT):
        plain = way.replace('"', "&quot;")
        yield f"figure {number} {way[:30]!r}", md(f'::: figure {{src="{plain}" alt="桥"}}\n桥\n:::')
        yield f"image {number} {way[:30]!r}", md(f"![桥](<{way}>)")
        yield f"link {number} {way[:30]!r}", md(f"[桥在这里](<{way}>)，人来人往。")
        yield (
            f"portrait {number} {way[:30]!r}",
            md(f':::: speaker {{name="方某" portrait="{plain}"}}\n正文一段。\n::::'),
        )
        address = escape(way)
        yield (
            f"img {number} {way[:30]!r}",
            html(
                f'字<img src="{address}" srcset="{address} 2x" alt=桥>字<a href="{address}">链接</a>'
            ),
        )
    yield (
        "quoted figure",
        md('::: figure {src="pictures/' + quote("../../secret.png", safe="") + '" alt="桥"}\n:::'),
    )
    for way in (
        "../secret.txt",
        "/etc/passwd",
        "pictures/secret-link.txt",
        "a/../../secret.txt",
        "link.txt",
    ):
        yield f"article {way}", {
            **md(""), "publication.yaml": f"title: 题\narticles: ['{way}']\n".encode(),
        }  # fmt: skip
        yield f"cover {way}", {
            **md(""), "publication.yaml": f"title: 题\ncover: {{picture: '{way}'}}\n".encode(),
        }  # fmt: skip
        yield f"epub cover {way}", {
            **md(""), "publication.yaml": f"title: 题\nepub: {{cover: '{way}'}}\n".encode(),
        }  # fmt: skip
        yield f"icc {way}", {
            **md(""), "publication.yaml": f"title: 题\nprint: {{profile: '{way}'}}\n".encode(),
        }  # fmt: skip
        yield f"layout {way}", {
            **md(""), "publication.yaml": f"title: 题\nlayout: '{way}'\n".encode(),
        }  # fmt: skip
        yield f"condition {way}", {
            **md(""), "publication.yaml": f"title: 题\nprint: {{condition: '{way}'}}\n".encode(),
        }  # fmt: skip


# ── markup in the text ───────────────────────────────────────────────────────────────────────────

MARKUP = (
    "<script>alert(1)</script>", "<style>@import url(http://127.0.0.1:PORT/a.css);</style>",
    "<link rel=attachment href=/etc/passwd>", "<link rel=stylesheet href=http://127.0.0.1:PORT/x>",
    "<img src=http://127.0.0.1:PORT/a.png onerror=alert(1)>", "<iframe src=file:///etc/passwd></iframe>",
    "<object data=/etc/passwd></object>", "<embed src=/etc/passwd>", "<svg onload=alert(1)></svg>",
    '<svg><image href="file:///etc/passwd"/></svg>', '<div style="background:url(/etc/passwd)">x</div>',
    '<a href="/etc/passwd" rel="attachment">x</a>', "<base href=http://127.0.0.1:PORT/>", "<form action=x><input name=a></form>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:PORT/'>", "<!--#include file='/etc/passwd'-->",
    '<?php system("id") ?>', "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;", "<![CDATA[x]]>",
    "<math><mi href='javascript:alert(1)'>x</mi></math>", "<template><p>x</p></template>", "<noscript>x</noscript>",
    "<video src=http://127.0.0.1:PORT/a.mp4></video>", "<details open ontoggle=alert(1)>x</details>", "<p style='position:fixed;left:-9999px'>隐</p>",
    "<xml:include href='/etc/passwd'/>", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>",
    "<bdo dir=rtl>倒</bdo>", "<p hidden>看不见</p>", "<textarea>", "<plaintext>", "<title>", "</body></html>", "<frameset>",
    "{{ 7*7 }}", "{% include '/etc/passwd' %}", "{{ config }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{# 注 #}",
    "{% for x in range(10**9) %}x{% endfor %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{{{", "}}}}", "{%", "%}", "{{ self }}",
    "\\input{/etc/passwd}", "$$\\write18{id}$$", "`id`", "$(id)", "%s%s%n", "{0.__class__}", "{name}", "%(name)s",
    "@import 'x';", "url(http://127.0.0.1:PORT/)", "expression(alert(1))", "</style><script>", "*/ body{} /*", "';}--", '" onclick="x',
    "&lt;script&gt;", "&#0;", "&#x1F600;", "&#xD800;", "&#99999999;", "&amp;amp;", "&nbsp;", "&bogus;", "<p><p><p>", "<b><i></b></i>",
    "=cmd|' /C calc'!A0", "-->", "<!--", "]]>", "<", ">", "&", "\\", "'", '"',
)  # fmt: skip


def markup() -> Iterator[tuple[str, Files]]:
    for number, inside in enumerate(MARKUP):
        for name, made in (("md", md), ("html", html), ("txt", txt)):
            yield f"{name} {number} {inside[:30]!r}", made(f"前文{inside}后文。")
        yield f"heading {number}", md(f"## 小标题{inside}\n\n正文。")
        yield f"code {number}", md(f"```\n{inside}\n```\n\n`{inside}`")
        told = inside.replace("\\", "\\\\").replace('"', '\\"')
        yield (
            f"title {number}",
            {
                **md(""),
                "publication.yaml": (
                    f'title: "{told}"\nsubtitle: "{told}"\npublisher: "{told}"\nrights: "{told}"\n'
                    f'description: "{told}"\nsubjects: ["{told}"]\ncontributors: [{{name: "{told}", role: edt}}]\n'
                    f'cover: true\nseries: {{title: "{told}", number: 1}}\n'
                ).encode(),
            },
        )
        front = f'---\nkicker: "{told}"\nheadline: ["{told}"]\nbyline: "{told}"\n---\n正文在此。\n'
        yield f"front {number}", {"a.md": front.encode()}


# ── drawings ─────────────────────────────────────────────────────────────────────────────────────

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="300" height="200">'
_PIXEL = base64.b64encode(picture()).decode()


def _uses(levels: int, wide: int) -> str:
    rows = ['<g id="u0"><rect width="1" height="1"/></g>']
    rows += [
        f'<g id="u{level}">' + f'<use href="#u{level - 1}"/>' * wide + "</g>"
        for level in range(1, levels)
    ]
    return f"<defs>{''.join(rows)}</defs><use href='#u{levels - 1}'/>"


DRAWINGS = {
    "script": "<script>alert(1)</script>",
    "on": '<rect onload="x" width="9" height="9"/>',
    "foreign": "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
    "image http": '<image href="http://127.0.0.1:PORT/a.png" width="9" height="9"/>',
    "image file": '<image xlink:href="file:///etc/passwd" width="9" height="9"/>',
    "image up": '<image href="../secret.png" width="9" height="9"/>',
    "image svg": '<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>',
    "image good": f'<image href="data:image/png;base64,{_PIXEL}" width="9" height="9"/>',
    "image bad": '<image href="data:image/png;base64,AAAA" width="9" height="9"/>',
    "use http": '<use href="http://127.0.0.1:PORT/a.svg#x"/>',
    "use file": '<use xlink:href="../secret.svg#x"/>',
    "use itself": '<g id="a"><use href="#a"/></g>',
    "use each other": '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    "use bomb": _uses(12, 12),
    "style import": "<style>@import 'http://127.0.0.1:PORT/a.css';</style>",
    "style escaped import": "<style>@\\69mport 'http://127.0.0.1:PORT/a.css';</style>",
    "style url": "<style>rect{fill:url(http://127.0.0.1:PORT/)}</style><rect width='9' height='9'/>",
    "style escaped url": "<style>rect{fill:u\\72l(http://127.0.0.1:PORT/)}</style><rect width='9' height='9'/>",
    "style image-set": "<style>rect{fill:image-set('http://127.0.0.1:PORT/' 1x)}</style>",
    "style src": "<style>@font-face{font-family:x;src:src('http://127.0.0.1:PORT/')}</style>",
    "attribute url": '<rect fill="url(http://127.0.0.1:PORT/#a)" width="9" height="9"/>',
    "attribute escaped url": '<rect style="fill:u\\72l(http://127.0.0.1:PORT/)" width="9" height="9"/>',
    "filter": '<filter id="f"><feImage href="http://127.0.0.1:PORT/a.png"/></filter><rect filter="url(#f)" width="9" height="9"/>',
    "blur": '<filter id="f"><feGaussianBlur stdDeviation="1e9"/></filter><rect filter="url(#f)" width="9" height="9"/>',
    "animate": '<animate attributeName="href" values="javascript:x"/>',
    "animateTransform": '<rect width="9" height="9"><animateTransform attributeName="transform" type="rotate"/></rect>',
    "animateMotion": '<rect width="9" height="9"><animateMotion path="M0,0"/></rect>',
    "set": '<set attributeName="onload" to="x"/>',
    "link script": '<a href="javascript:alert(1)"><rect width="9" height="9"/></a>',
    "link http": '<a xlink:href="http://127.0.0.1:PORT/"><rect width="9" height="9"/></a>',
    "base": '<g xml:base="http://127.0.0.1:PORT/"><use href="#x"/></g>',
    "huge path": '<path d="M' + " L".join(f"{n},{n % 200}" for n in range(40_000)) + '"/>',
    "huge numbers": '<rect x="1e308" y="-1e308" width="1e308" height="9"/>',
    "not numbers": '<rect x="NaN" width="inf" height="-3" transform="rotate(x)"/>',
    "negative": '<circle r="-5"/><ellipse rx="-1"/><path d="M0 0 Q"/>',
    "deep": "<g>" * 5000 + "</g>" * 5000,
    "pattern": '<pattern id="p" width="0.0001" height="0.0001"><rect width="9" height="9"/></pattern><rect fill="url(#p)" width="200" height="200"/>',
    "pattern itself": '<pattern id="p" width="9" height="9"><rect fill="url(#p)" width="9" height="9"/></pattern><rect fill="url(#p)" width="200" height="200"/>',
    "marker": '<marker id="m" markerWidth="9" markerHeight="9"><path d="M0 0L9 9" marker-end="url(#m)"/></marker><path d="M0 0L9 9" marker-end="url(#m)"/>',
    "mask itself": '<mask id="m"><rect mask="url(#m)" width="9" height="9"/></mask><rect mask="url(#m)" width="9" height="9"/>',
    "clip itself": '<clipPath id="m"><rect clip-path="url(#m)" width="9" height="9"/></clipPath><rect clip-path="url(#m)" width="9" height="9"/>',
    "gradient itself": '<linearGradient id="g" href="#g"/><rect fill="url(#g)" width="9" height="9"/>',
    "text": "<text y='20'>" + "字" * 3000 + "</text>",
    "text face": '<text y="20" font-family="../secret">字</text>',
    "dash": '<path d="M0 0L9 9" stroke="red" stroke-dasharray="0.00001 0.00001" stroke-width="1"/>',
    "dash nothing": '<path d="M0 0L9 9" stroke="red" stroke-dasharray="0 0"/>',
    "iframe": "<iframe xmlns='http://www.w3.org/1999/xhtml' src='http://127.0.0.1:PORT/'/>",
    "html script": "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "inkscape": '<metadata><who xmlns="x">王小明 /home/wang/机密.svg</who></metadata><g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="/home/wang/机密.png"><rect width="9" height="9"/></g>',
    "switch": "<switch><g requiredFeatures='x'/><rect width='9' height='9'/></switch>",
    "discard": "<discard begin='1s'/>",
    "cursor": "<cursor href='http://127.0.0.1:PORT/'/>",
    "tref": "<text><tref xlink:href='#x'/></text>",
    "mpath": "<mpath href='#x'/>",
}  # fmt: skip
WHOLE_DRAWINGS = {
    "bomb": '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + f"]>{_SVG}<text>&j;</text></svg>",
    "external": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{_SVG}<text y="9">&x;</text></svg>',
    "parameter": f'<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://127.0.0.1:PORT/a.dtd"> %x;]>{_SVG}</svg>',
    "doctype": f'<!DOCTYPE svg SYSTEM "http://127.0.0.1:PORT/a.dtd">{_SVG}</svg>',
    "stylesheet": f'<?xml-stylesheet href="http://127.0.0.1:PORT/a.css"?>{_SVG}</svg>',
    "attribute default": f'<!DOCTYPE svg [<!ATTLIST rect onload CDATA "x">]>{_SVG}<rect width="9" height="9"/></svg>',
    "empty": "", "not": "<html/>", "open": _SVG, "nul": _SVG + "\0</svg>", "zero": '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>',
    "wide": '<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1"/>',
    "wide digits": '<svg xmlns="http://www.w3.org/2000/svg" width="999999999999999999999" height="1"><rect width="9" height="9"/></svg>',
    "no size": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>', "box": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="a b c d"/>',
    "percent": '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="1e400"/>', "negative box": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 -5 -5"/>',
    "prefix": '<s:svg xmlns:s="http://www.w3.org/2000/svg" width="9" height="9"><s:script>x</s:script></s:svg>',
    "utf-16": _SVG + "<script/></svg>",
    "many": _SVG + "<rect width='1' height='1'/>" * 60_000 + "</svg>",
}  # fmt: skip


def drawings() -> Iterator[tuple[str, Files]]:
    figure = '::: figure {src="d.svg" alt="桥"}\n桥\n:::'
    cut = '::: figure {src="d.svg" alt="桥" crop="4:3" width="full"}\n桥\n:::'
    for name, inside in DRAWINGS.items():
        yield name, md(figure, **{"d.svg": f"{_SVG}{inside}</svg>".encode()})
    for name, whole in WHOLE_DRAWINGS.items():
        data = whole.encode("utf-16" if name == "utf-16" else "utf-8")
        yield f"whole {name}", md(figure, **{"d.svg": data})
        yield f"whole cut {name}", md(cut, **{"d.svg": data})


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png(
    width: int, height: int, *chunks: tuple[bytes, bytes], depth: int = 8, colour: int = 2
) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(*each) for each in ((b"IHDR", head), *chunks, (b"IEND", b""))
    )


def _exif(entries: bytes, count: int) -> bytes:
    return b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", count) + entries


def pictures() -> Iterator[tuple[str, Files]]:
    good, rows = picture(size=(300, 200)), zlib.compress((b"\0" + b"\x55" * 900) * 200)
    jpeg = picture("JPEG", (300, 200))
    made: dict[str, bytes] = {
        "empty.png": b"", "one.png": b"\x89", "text.png": CANARY.encode(), "html.png": b"<html><script>x</script>",
        "svg.png": f"{_SVG}<script/></svg>".encode(), "png.jpg": good, "jpg.png": jpeg, "gif.webp": picture("GIF"),
        "pdf.png": b"%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>", "zip tail.png": good + b"PK\x03\x04" + b"x" * 99,
        "html tail.jpg": jpeg + b"<script>alert(1)</script>", "gifar.gif": picture("GIF") + b"PK\x05\x06" + bytes(18),
        "ps.png": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\n", "eps.jpg": b"%!PS\n",
        "icns.png": b"icns" + bytes(99), "bmp.png": picture("BMP"), "ico.png": picture("ICO"), "tga.png": picture("TGA"),
        "pcx.png": picture("PCX"), "ppm.png": b"P6 9 9 255\n" + bytes(243), "ppm bomb.png": b"P6 99999 99999 255\n",
        "dds.png": b"DDS " + bytes(200), "fits.png": b"SIMPLE  =                    T" + bytes(3000), "msp.png": b"DanM" + bytes(40),
        "wmf.png": b"\xd7\xcd\xc6\x9a" + bytes(60), "mic.png": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xbm.png": b"#define a_width 9\n#define a_height 9\nstatic char x[] = {0};",
        "60,000 px.png": _png(60_000, 60_000, (b"IDAT", rows)), "2^31.png": _png(2**31 - 1, 2**31 - 1, (b"IDAT", rows)),
        "no data.png": _png(300, 200), "short.png": _png(300, 200, (b"IDAT", rows[:40])), "bad deflate.png": _png(300, 200, (b"IDAT", b"xx")),
        "zero.png": _png(0, 0), "depth.png": _png(300, 200, (b"IDAT", rows), depth=3), "colour.png": _png(300, 200, (b"IDAT", rows), colour=5),
        "text bomb.png": _png(300, 200, (b"zTXt", b"a\0\0" + zlib.compress(bytes(90_000_000))), (b"IDAT", rows)),
        "icc bomb.png": _png(300, 200, (b"iCCP", b"a\0\0" + zlib.compress(bytes(90_000_000))), (b"IDAT", rows)),
        "itxt.png": _png(300, 200, (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + CANARY.encode()), (b"IDAT", rows)),
        "many chunks.png": _png(300, 200, *[(b"tEXt", b"a\0b")] * 90_000, (b"IDAT", rows)), "apng.png": _png(300, 200, (b"acTL", struct.pack(">II", 2**31, 0)), (b"IDAT", rows)),
        "half.jpg": jpeg[: len(jpeg) // 2], "head.jpg": jpeg[:20], "no end.jpg": jpeg[:-2], "ff.jpg": b"\xff\xd8" + b"\xff" * 5000,
        "huge.jpg": jpeg.replace(struct.pack(">HH", 200, 300), b"\xff\xff\xff\xff", 1), "exif loop.jpg": picture("JPEG", (300, 200), exif=_exif(struct.pack("<HHII", 0x8769, 4, 1, 8), 1)),
        "exif far.jpg": picture("JPEG", (300, 200), exif=_exif(struct.pack("<HHII", 0x112, 2, 2**31, 2**31), 1)),
        "exif count.jpg": picture("JPEG", (300, 200), exif=_exif(b"", 65535)), "exif text.jpg": picture("JPEG", (300, 200), exif=_exif(struct.pack("<HHII", 0x112, 2, 4, 0x41414141), 1)),
        "exif fraction.jpg": picture("JPEG", (300, 200), exif=_exif(struct.pack("<HHII", 0x11A, 5, 1, 26) + bytes(12), 1)),
        "icc.jpg": picture("JPEG", (300, 200), icc_profile=b"\xff" * 70_000), "comment.jpg": picture("JPEG", (300, 200), comment=CANARY),
        "dpi.jpg": picture("JPEG", (300, 200), dpi=(65535, 1)), "dpi zero.jpg": picture("JPEG", (300, 200), dpi=(0, 0)),
        "ok.tif": picture("TIFF", (300, 200)), "loop.tif": b"II*\0\x08\0\0\0\0\0\x08\0\0\0", "far.tif": b"II*\0\xff\xff\xff\x7f", "big.tif": b"II+\0\x08\0\0\0" + b"\xff" * 40,
        "ok.webp": picture("WEBP", (300, 200)), "half.webp": picture("WEBP", (300, 200))[:60], "riff.webp": b"RIFF\xff\xff\xff\xffWEBPVP8 " + bytes(99),
        "frames.gif": b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff" + b"\x21\xf9\4\0\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0" * 30_000 + b";",
        "screen.gif": b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", "tall.png": picture(size=(1, 60_000)), "wide.png": picture(size=(60_000, 1)),
        "palette.png": _png(300, 200, (b"IDAT", zlib.compress((b"\0" + b"\xff" * 300) * 200)), colour=3), "tRNS.png": _png(300, 200, (b"tRNS", b"x"), (b"IDAT", rows)), "pHYs.png": _png(300, 200, (b"pHYs", bytes(9)), (b"IDAT", rows)),
        "gama.png": _png(300, 200, (b"gAMA", bytes(4)), (b"cHRM", bytes(32)), (b"IDAT", rows)), "16.png": _png(150, 200, (b"IDAT", rows), depth=16),
        "face.ttf": b"\0\1\0\0" + bytes(99), "face.woff2": b"wOF2" + bytes(99), "x.jp2": bytes(9), "x.heic": bytes(9), "x.avif": bytes(9), "x.pdf": b"%PDF-1.7", "x.exe": b"MZ",
    }  # fmt: skip
    dice = random.Random(11)
    for base, name in (
        (good, "png"),
        (jpeg, "jpg"),
        (picture("TIFF", (90, 60)), "tif"),
        (picture("WEBP", (90, 60)), "webp"),
        (picture("GIF", (90, 60)), "gif"),
    ):
        for number in range(6):
            data = bytearray(base)
            for _ in range(8):
                data[dice.randrange(8, len(data))] = dice.randrange(256)
            made[f"dice{number}.{name}"] = bytes(data)
    for name, data in made.items():
        yield name, md(f"![桥](<{name}>)", **{name: data})
    for name in ("half.jpg", "60,000 px.png", "itxt.png", "comment.jpg", "ok.webp", "icc bomb.png"):
        yield (
            f"portrait {name}",
            md(
                f':::: speaker {{name="方某" portrait="{name}"}}\n正文。\n::::',
                **{name: made[name]},
            ),
        )
        yield (
            f"cover {name}",
            {
                **md(""),
                name: made[name],
                "publication.yaml": f'title: 题\ncover: {{picture: "{name}"}}\n'.encode(),
            },
        )
        yield (
            f"epub cover {name}",
            {
                **md(""),
                name: made[name],
                "publication.yaml": f'title: 题\nepub: {{cover: "{name}"}}\n'.encode(),
            },
        )


# ── settings ─────────────────────────────────────────────────────────────────────────────────────

SETTINGS = (
    "a: &x 1\nb: *x\n", "title: !!python/object/apply:os.system ['id']\n", "title: !x 题\n", "title: 题\ntitle: 题\n", "[" * 9000, "{" * 9000, "- " * 9000 + "x", "title: " + "[" * 500 + "]" * 500,
    "? [a]\n: b\n", "title: [1]\n", "title: {a: b}\n", "title:\n", "- a\n", "a\n", "", "\0", "\ufeff", "\t", "title: 题\ntokens: {columns: " + "9" * 400 + "}\n", "title: 题\ntokens: {columns: 1e400}\n",
    "title: 题\ntokens: {columns: .inf}\n", "title: 题\ntokens: {columns: .nan}\n", "title: 题\ntokens: {columns: -1}\n", "title: 题\ntokens: {columns: 0}\n", "title: 题\ntokens: {accent: 'url(http://127.0.0.1:PORT/)'}\n",
    "title: 题\ntokens: {accent: 'red;} body{background:url(x)'}\n", "title: 题\ntokens: {body_size: 99999999pt}\n", "title: 题\ntokens: {body_size: 0.0000001pt}\n", "title: 题\ntokens: {body_size: -9pt}\n", "title: 题\ntokens: {columns: '３'}\n", "title: 题\ntokens: []\n",
    "title: 题\nprint: {trim: 999999x999999mm}\n", "title: 题\nprint: {trim: 0x0mm}\n", "title: 题\nprint: {trim: -5x5mm}\n", "title: 题\nprint: {trim: 40x40mm}\n", "title: 题\nprint: {trim: 1200x1200mm}\n", "title: 题\nprint: {trim: nanxnanmm}\n", "title: 题\nprint: {bleed: 1e9mm}\n", "title: 题\nprint: {bleed: ２mm}\n",
    "title: 题\nprint: {creep: 99mm, also: [booklet]}\n", "title: 题\nprint: {fill: maybe}\n", "title: 题\ndate: 0000-00-00\n", "title: 题\ndate: 9999-12-31\n", "title: 题\ndate: 0001-01-01\n", "title: 题\ndate: 1969-12-31\n", "title: 题\ndate: 2108-01-01\n", "title: 题\nissue: {number: 99999999999999999999, total: -1}\n",
    "title: 题\nissue: {number: " + "9" * 5000 + "}\n", "title: 题\nidentifier: urn:x:" + "a" * 9000 + "\n", "title: 题\nidentifier: javascript:alert(1)\n", "title: 题\nidentifier: file:///etc/passwd\n", "title: 题\nidentifier: 978-7-000-00000-9\n", "title: 题\nlanguage: ../../x\n", "title: 题\nlanguage: zh-Hans\"><script>\n",
    "title: 题\nlayout: ../x\n", "title: 题\nlayout: /etc\n", "title: 题\nlayout: .\n", "title: 题\nlayout: ''\n", "title: 题\nlayout: base\n", "title: 题\nlayout: \"a\\0b\"\n", "title: 题\nlayout: " + "x" * 5000 + "\n", "title: 题\nprint: {condition: ../x}\n", "title: 题\nprint: {condition: \"a\\0b\"}\n", "title: 题\nprint: {profile: /dev/zero}\n", "title: 题\nprint: {profile: \"a\\0\"}\n",
    "title: 题\narticles: [a.md, a.md]\n", "title: 题\narticles: []\n", "title: 题\narticles: [.]\n", "title: 题\narticles: ['']\n", "title: 题\narticles: [\"a\\0b\"]\n", "title: 题\narticles: [/dev/zero]\n", "title: 题\narticles: [publication.yaml]\n", "title: 题\narticles: [{file: a.md, page: 9}]\n", "title: 题\narticles: [{file: a.md, tokens: {columns: 99}}]\n", "title: 题\narticles: [fifo.txt]\n", "title: 题\narticles: [" + "x" * 5000 + "]\n",
    "title: 题\neditions: {'../x': {layout: vertical}}\n", "title: 题\neditions: {'a/b': {layout: vertical}}\n", "title: 题\neditions: {a: {layout: nowhere}}\n", "title: 题\neditions: {a: {words: {'': ''}}}\n", "title: 题\ncover: {picture: ok.png, headlines: 99}\n", "title: 题\nlayout: newspaper\npages: [{name: 一}]\n", "title: 题\nlayout: newspaper\n", "title: " + "题" * 20_000 + "\n", "title: '\u202e倒\u202c'\n", "title: \"\\u0000\"\n", "title: \"\\x1b[2J\"\n", "title: \"\\ud800\"\n",
    "title: 题\ncontributors: [" + "{name: 王, role: edt}," * 3000 + "]\n", "title: 题\ncontributors: [{name: 王, role: '<x>'}]\n", "title: 题\nsubjects: [" + "a," * 9000 + "]\n", "%YAML 9.9\n---\ntitle: 题\n", "---\ntitle: 题\n---\ntitle: 题\n", "title: 题\n...\nx: [\n", "<<: {title: 题}\n", "title: |\n  题\n  目\n", "title: 2026-01-01\n", "title: yes\n", "title: 0x10\n", "title: 题\nunknown: 1\n",
    "title: 题\ncip: {number: x}\n", "title: 题\nbarcode: {addon: 999}\n", "title: 题\nissn: x\n", "title: 题\nprice: -1\n", "title: 题\ntokens: {body_face: '../x'}\n", "title: 题\ntokens: {body_face: \"a'; } @import url(x); {\"}\n",
)  # fmt: skip


def settings() -> Iterator[tuple[str, Files]]:
    for number, text in enumerate(SETTINGS):
        data = text.encode("utf-8", "surrogatepass")
        yield f"yaml {number} {text[:40]!r}", {**md(""), "publication.yaml": data}
        yield f"house {number}", {**md(""), "house.yaml": data}
        yield f"front {number}", {"a.md": b"---\n" + data + b"\n---\n" + HEAD.encode()}


# ── characters ───────────────────────────────────────────────────────────────────────────────────

CHARACTERS = {
    "override": "桥\u202e倒过来\u202c的字", "override open": "桥\u202e倒过来", "isolate": "\u2066甲\u2069\u2067乙\u2068", "marks": "\u200e\u200f\u061c字", "pop": "\u202c\u202c\u2069字", "many overrides": "\u202e字" * 3000, "embedding depth": "\u202b" * 200 + "字",
    "nul": "字\0字", "c0": "".join(map(chr, range(1, 32))), "c1": "".join(map(chr, range(0x80, 0xA0))), "esc": "\x1b[2J\x1b]0;x\x07字", "bom inside": "字\ufeff字", "bom first": "\ufeff\ufeff字", "surrogate": "字\ud83d字", "surrogates": "\udc00\ud800", "noncharacter": "\ufffe\uffff\U0010ffff\ufdd0字", "replacement": "字\ufffd字",
    "private": "\ue000\uf8ff\U000f0000字", "tags": "\U000e0041\U000e007f字", "variation": "葛\U000e0100字\ufe0f", "zero width": "字\u200b\u200c\u200d\u2060字", "soft hyphen": "hy\xadphen字", "separators": "字\u2028字\u2029字\x85字\x0b字\x0c字",
    "tower": "e" + "\u0301" * 5000, "zalgo": "Z̷̡̈́a̸͈͝l̶̰̏g̷̢͋o̵̞͆" * 300, "han tower": "字" + "\u0302" * 300, "enclosing": "字\u20dd\u20de", "jamo": "각" * 50, "hangul": "한국어", "arabic": "مرحبا بالعالم", "hebrew": "שלום עולם 123", "rtl numbers": "ابج 123 字 456 דהו", "devanagari": "नमस्ते", "thai": "สวัสดี", "tibetan": "བོད་ཡིག", "mongolian": "ᠮᠣᠩᠭᠣᠯ", "emoji": "👨‍👩‍👧‍👦🏳️‍🌈🇨🇳", "keycap": "1️⃣", "math": "𝕏𝔜𝒵", "ligature": "ﬁﬂ㍿㋀", "half": "ｱｲｳﾞ", "ideographic description": "⿰亻尔", "kangxi": "⼀⽔⾦", "compat": "金\uf90a\U0002f800", "rare": "𠀀𪚥𰻞\U0003134a", "unassigned": "\u0378\U0001fffd\U000323b0", "cr": "字\r字\r\n字\n\r字", "tabs": "\t" * 3000 + "字", "spaces": " " * 9000 + "字", "nbsp": "\xa0" * 3000 + "字", "ideographic spaces": "　" * 3000 + "字", "annotation": "\ufff9字\ufffazi\ufffb", "invisible operators": "a\u2061b\u2062c\u2063", "braille blank": "\u2800" * 50 + "字", "hangul filler": "\u3164\uffa0字", "musical": "\U0001d173字\U0001d17a",
}  # fmt: skip


def characters() -> Iterator[tuple[str, Files]]:
    for name, inside in CHARACTERS.items():
        for kind, made in (("md", md), ("txt", txt), ("html", html)):
            yield f"{kind} {name}", made(f"前文{inside}后文。")
        yield f"heading {name}", md(f"## 题{inside}题\n\n正文。")
        yield f"code {name}", md(f"这里`{inside}`那里。\n\n```\n{inside}\n```")
        yield (
            f"alt {name}",
            md(
                f'::: figure {{src="ok.png" alt="{inside}" credit="{inside}"}}\n{inside}\n:::',
                **{"ok.png": picture(size=(300, 200))},
            ),
        )
        words = escape(f"前文{inside}后文。").encode("utf-8", "surrogatepass")
        whole = _word("<w:p><w:r><w:t>¿</w:t></w:r></w:p>", swap=("¿".encode(), words))
        yield f"docx {name}", {"a.docx": whole}
    for codec in (
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "gb18030",
        "big5",
        "utf-7",
        "shift_jis",
        "euc-kr",
        "cp1252",
    ):
        yield f"encoded {codec}", {"a.txt": ("题目\n\n" + HEAD[8:]).encode(codec, "replace")}
    yield "bad utf-8", {"a.txt": HEAD.encode() + b"\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\xff\xfe"}
    yield "overlong", {"a.md": HEAD.encode() + b"\xe0\x80\xaf" * 50}
    yield "half a character", {"a.md": HEAD.encode()[:-1]}


# ── size and depth ───────────────────────────────────────────────────────────────────────────────

RUNS = (
    "[", "]", "(", "*", "**", "_", "`", "```\n", "<", ">", "> ", "&", "#", "# ", "- ", "1. ", "|", "| a ", "!", "![", "![](", "[](", "[a](b)", "[^1]", "[^1]: x\n\n", "\\", "~", "~~", "^", "{", "}", "{.x}", "[a]{.emphasis}", ":::", "::: note\n", ":::: speaker {name=\"方\"}\n", "“", "”", "‘", "’", '"', "'", "（", "）", "(（", "《", "》", "—", "——", "…", "。", "，", "、", "？！", ".", ",", ":", "：", "=", "\n", "\r", "\n\n", "\t", " ", "　", "a", "a ", "字", "字\n", "甲：\n", "甲：乙。\n", "1", "1,", "1.", "%", "$", "@", "http://", "www.", "a@b.", "<a>", "</a>", "<!--", "<b>", "<div>", "{甲|乙}", "{甲|", "|\n|", "a|b\n-|-\n", "---\n", "===\n", "***\n", "*a **b ", "_a __b ", "a_", "*a*", "​", "\xad", "·", "•", "①", "第一章\n", "主持人：问？\n", "本报记者\n", "（记者 王）\n", "记者：\n", "Q：\nA：\n",
)  # fmt: skip
TAGS = ("div", "p", "b", "span", "table", "td", "ul", "li", "blockquote", "ruby", "rt", "a", "font", "details", "section", "sup", "h1", "pre", "dl", "figure", "svg", "math", "select", "button", "form")  # fmt: skip


def sizes(count: int = 4000) -> Iterator[tuple[str, Files]]:
    for unit in RUNS:
        many = unit * (count // max(len(unit) // 4, 1))
        for kind, made in (("md", md), ("txt", txt)):
            yield f"{kind} {unit!r}", made(many)
        yield (
            f"cell {unit!r}",
            md(f"| 甲 | {(unit * 200).replace(chr(10), ' ')} |\n|---|---|\n| 乙 | 丙 |"),
        )
    for tag in TAGS:
        yield f"deep <{tag}>", html(f"<{tag}>" * 3000 + "字" + f"</{tag}>" * 3000)
        yield f"open <{tag}>", html(f"<{tag}>字" * 3000)
        yield f"half deep <{tag}>", html(f"<{tag}>" * 150 + "字" + f"</{tag}>" * 150)
    yield "deep list", md("\n".join("  " * level + "- 字" for level in range(300)))
    yield "deep quote", md("\n".join("> " * level + "字" for level in range(300)))
    yield "deep note", md("".join(f"{':' * (300 - level)} note\n" for level in range(290)) + "字")
    # refused without a line once: spans in spans, as deep as Python goes
    yield "deep emphasis", md("**a " * 2000 + "b** " * 2000)
    yield "many columns", md("|" + "甲|" * 2000 + "\n|" + "-|" * 2000 + "\n|" + "乙|" * 2000)
    yield "many rows", md("| 甲 | 乙 |\n|---|---|\n" + "| 丙 | 丁 |\n" * 3000)
    yield (
        "many notes",
        md(
            "字"
            + "".join(f"[^{n}]" for n in range(500))
            + "\n\n"
            + "\n\n".join(f"[^{n}]: 注" for n in range(500))
        ),
    )
    yield (
        "notes in notes",
        md("字[^1]\n\n" + "\n\n".join(f"[^{n}]: 注[^{n + 1}]" for n in range(1, 200))),
    )
    yield "a note to itself", md("字[^1]\n\n[^1]: 注[^1]")
    yield (
        "spans",
        html(
            "<table>"
            + "<tr>"
            + '<td colspan="999999999" rowspan="999999999">字</td>' * 9
            + "</tr></table>"
        ),
    )
    yield "wide list", html('<ol start="99999999999999999999">' + "<li>字</li>" * 2000 + "</ol>")
    yield "attributes", html("<p " + " ".join(f"a{n}=b" for n in range(9000)) + ">字</p>")
    yield "entities", html("&amp;" * 20_000)
    yield "comments", html("<!-- x -->" * 20_000 + "字")


# ── Word files ───────────────────────────────────────────────────────────────────────────────────


def _zip(parts: dict[str, bytes], level: int = 9) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def _word(
    body: str, rels: str = "", swap: tuple[bytes, bytes] = (b"", b""), **parts: bytes
) -> bytes:
    words = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("一个标题", HEAD[8:].strip())
    )
    return _zip({
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _RELS.format(f'<Relationship Id="a" Type="{_OFFICE}officeDocument" Target="word/document.xml"/>').encode(),
        "word/_rels/document.xml.rels": _RELS.format(rels).encode(),
        "word/document.xml": f"<w:document {_W}><w:body>{words}{body}</w:body></w:document>".encode().replace(*swap),
        **parts,
    })  # fmt: skip


def word_files() -> Iterator[tuple[str, Files]]:
    outside = [
        f'<Relationship Id="x" Type="{_OFFICE}{kind}" TargetMode="External" Target="{target}"/>'
        for kind in (
            "image",
            "attachedTemplate",
            "oleObject",
            "hyperlink",
            "frame",
            "subDocument",
            "aFChunk",
        )
        for target in (
            "http://127.0.0.1:PORT/a",
            "file:///etc/passwd",
            "\\\\127.0.0.1\\a",
            "../../../etc/passwd",
        )
    ]
    for number, relation in enumerate(outside):
        yield (
            f"outside {number}",
            {
                "a.docx": _word(
                    '<w:altChunk r:id="x"/><w:p><w:hyperlink r:id="x"><w:r><w:t>字</w:t></w:r></w:hyperlink></w:p>',
                    relation,
                )
            },
        )
    bodies = {
        "altChunk": '<w:altChunk r:id="x"/>', "include": '<w:p><w:fldSimple w:instr="INCLUDETEXT /etc/passwd"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>', "dde": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        "field open": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 3000, "deep": "<w:sdt><w:sdtContent>" * 200 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 200, "deeper": "<w:tbl><w:tr><w:tc>" * 90 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 90,
        "span": '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>', "jinja": "<w:p><w:r><w:t>{{ 7*7 }}{% x %}</w:t></w:r></w:p>", "script": "<w:p><w:r><w:t>&lt;script&gt;</w:t></w:r></w:p>", "sym": '<w:p><w:r><w:sym w:font="x" w:char="ZZZZ"/><w:sym w:char="110000"/></w:r></w:p>', "runs": "<w:p>" + "<w:r><w:t>字</w:t></w:r>" * 20_000 + "</w:p>", "paragraphs": "<w:p><w:r><w:t>字。</w:t></w:r></w:p>" * 5000,
    }  # fmt: skip
    for name, body in bodies.items():
        yield name, {"a.docx": _word(body)}
    parts: dict[str, dict[str, bytes]] = {
        "macros": {"word/vbaProject.bin": b"x"}, "embedded": {"word/embeddings/o.bin": b"MZ"}, "slip": {"../../slip.txt": b"x", "/abs.txt": b"x"}, "bomb": {"word/styles.xml": b"<a>" + bytes(200_000_000)}, "font": {"word/fonts/a.odttf": b"x"},
        "entity": {"word/document.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}, "laughs": {"word/document.xml": WHOLE_DRAWINGS["bomb"].encode()}, "not xml": {"word/document.xml": b"\0"}, "empty": {"word/document.xml": b""}, "wrong root": {"word/document.xml": b"<a/>"}, "custom": {"customXml/item1.xml": CANARY.encode()},
    }  # fmt: skip
    for name, more in parts.items():
        yield f"part {name}", {"a.docx": _word("", "", **more)}
    whole = _word("")
    for name, data in {"cut": whole[:300], "tail": whole + b"x" * 999, "front": b"x" * 999 + whole, "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), "text": HEAD.encode(), "html": b"<html>", "zip": _zip({}), "rtf": b"{\\rtf1 x}"}.items():  # fmt: skip
        yield f"file {name}", {"a.docx": data}
    dice = random.Random(5)
    for number in range(20):
        data = bytearray(whole)
        for _ in range(5):
            data[dice.randrange(len(data))] = dice.randrange(256)
        yield f"dice {number}", {"a.docx": bytes(data)}


CLASSES = {
    "ways_out": ways_out, "markup": markup, "drawings": drawings, "pictures": pictures,
    "settings": settings, "characters": characters, "sizes": sizes, "word_files": word_files,
}  # fmt: skip
