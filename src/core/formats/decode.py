"""Bytes to text: which encoding it is, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from ..model import UsageError

# by the bytes at the start; the kinds people have beside their articles
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"RIFF", "an image, sound or film"),
    (b"PK\x03\x04", "a zip archive (or a .docx, .odt or .epub, which are zip archives)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"\0\0\0\x18ftyp", "a film"),
    (b"\0\0\0\x20ftyp", "a film"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_BINARY_SHARE = 0.05
_CONTROLS = bytes(set(range(32)) - {0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B})
_TO_JAPANESE = re.compile(rb"\x1b\$[@B]")
_TO_LATIN = re.compile(rb"\x1b\([BJ]")
_FEW_ERRORS = 0.2
_SHORT = 64

# Code pages that a detector takes for one another, and the letters beyond ASCII that tell.
_LATIN = {
    "cp1252": (
        "áéíóúüñ¿¡ºª",
        "àâçéèêëîïôùûüÿœæ",
        "äöüß",
        "àèéìíîòóùú",
        "áâãàçéêíóôõúü",
        "éëïóöüèá",
        "åäöéæø",
        "áðéíóúýþæö",
    ),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž"),
    "iso8859-2": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž"),
    "cp1254": ("çğıöşüâîûİ",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž"),
    "iso8859-16": ("ăâîșț",),
    "mac_roman": ("áéíóúüñ¿¡", "àâçéèêëîïôùûüÿœæ", "äöüß"),
    "cp850": ("áéíóúüñ¿¡", "àâçéèêëîïôùûüæ", "äöüß", "áâãàçéêíóôõúü"),
}
_CYRILLIC = ("cp1251", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic")
_COMMON_CYRILLIC = frozenset("оеаинтсрвлкмдпуяі")
_NO_LETTERS = frozenset({"General Punctuation", "Currency Symbols", "Letterlike Symbols"})
_TYPOGRAPHY = frozenset("“”‘’„‚«»‹›–—…€£§°©®™·•½¼¾²³±×\u00a0")


def refuse_binary(data: bytes, name: str) -> None:
    """Raise ``UsageError`` when *data* (a file's first bytes) is no text."""
    kind = next((kind for start, kind in _SIGNATURES if data.startswith(start)), "")
    if kind:
        raise UsageError(
            f"{name} is {kind}, not text; save its text as .txt or .html and add that."
        )
    if any(data.startswith(bom) for bom, _ in _BOMS) or _utf16_without_bom(data):
        return
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > len(sample) * _BINARY_SHARE:
        raise UsageError(f"{name} is a binary file, not text; leave it out.")


def decode(data: bytes, name: str, *, declared: str = "") -> str:
    """The text of *data*, which *name* names in messages; a byte order mark is dropped.

    In this order: the byte order mark, UTF-8, *declared* (what the file says of
    itself), UTF-16 without a mark, and the likeliest of all others.

    Raises:
        UsageError: when it is binary, is broken UTF-8, cannot be read in any
            encoding, holds a NUL or half of a surrogate pair, or is blank.
    """
    refuse_binary(data, name)
    text = _decoded(data, name, declared)
    return checked(text, name)


def checked(text: str, name: str) -> str:
    """*text* as it is; raises ``UsageError`` when it is blank or cannot be kept."""
    if not text or text.isspace():
        raise UsageError(f"{name} is empty; there is nothing to annotate in it.")
    for what, at in (
        ("a NUL character", text.find("\0")),
        ("half of a surrogate pair", _lone(text)),
    ):
        if at >= 0:
            line = text.count("\n", 0, at) + 1
            raise UsageError(
                f"{name} holds {what} (line {line}, character {at}), which no database can keep;"
                " take it out."
            )
    return text


def _lone(text: str) -> int:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return -1


def _decoded(data: bytes, name: str, declared: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _with(data[len(bom) :], encoding, name)
    if data.isascii() and _is_iso_2022_jp(data):
        return _with(data, "iso2022_jp_3", name)
    if encoding := _utf16_without_bom(data):
        return _with(data, encoding, name)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error, name)
    if declared and (text := _as_declared(data, declared)):
        return text
    return _detected(data, name)


def _is_iso_2022_jp(data: bytes) -> bool:
    begin = _TO_JAPANESE.search(data)
    return begin is not None and _TO_LATIN.search(data, begin.end()) is not None


def _with(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{name} is not valid {encoding.upper()} at byte {error.start} ({error.reason});"
            " repair it or save it as UTF-8."
        ) from None


def wide_encoding(data: bytes) -> str:
    """The encoding of *data* where a character takes two or four bytes, else nothing.

    With a byte order mark that is one that drops it.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return _utf16_without_bom(data)


def _utf16_without_bom(data: bytes) -> str:
    """``utf-16-le`` or ``-be`` when the NULs of *data* are every second byte, as in ASCII."""
    sample = data[: _SAMPLE & ~1]
    if b"\0" not in sample or (len(sample) % 2 and len(data) < _SAMPLE):
        return ""
    even, odd = sample[::2], sample[1::2]
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros.count(0) * 10 >= len(zeros) and others.count(0) == 0:
            text = sample.decode(encoding, "replace")
            if "�" not in text and sum(char.isprintable() or char.isspace() for char in text) > (
                len(text) * (1 - _BINARY_SHARE)
            ):
                return encoding
    return ""


def _refuse_broken_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> None:
    line = data.count(b"\n", 0, error.start) + 1
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        pass
    else:
        raise UsageError(
            f"{name} holds half of a surrogate pair (line {line}, byte {error.start}), which no"
            " database can keep; take it out."
        )
    text = data.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= char <= "\udcff" for char in text)
    good = sum(char > "\x7f" for char in text) - broken
    if broken <= good * _FEW_ERRORS:
        raise UsageError(
            f"{name} is UTF-8 but for byte {error.start} (line {line}); repair it, since guessing"
            " would change the text."
        )


def _as_declared(data: bytes, declared: str) -> str:
    # the labels of the web mean the Windows code pages that contain them
    encoding = {
        "iso-8859-1": "cp1252",
        "latin1": "cp1252",
        "iso-8859-9": "cp1254",
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "shift_jis": "cp932",
        "euc-kr": "cp949",
        "us-ascii": "cp1252",
    }.get(declared.lower(), declared)
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return ""


def _detected(data: bytes, name: str) -> str:
    import charset_normalizer  # noqa: PLC0415

    if len(data) < _SHORT and _is_mostly_ascii(data) and (text := _as_latin(data)):
        # too little for a detector, which takes two such bytes for one Chinese character
        return text
    matches = charset_normalizer.from_bytes(data)
    best = matches.best()
    if best is None:
        text = _as_latin(data)
        if not text:
            raise UsageError(f"{name} is in no encoding that could be told; save it as UTF-8.")
        return text
    letters = set(best.alphabets) - _NO_LETTERS
    if all("Latin" in alphabet for alphabet in letters) and (text := _as_latin(data)):
        return text
    if "Cyrillic" in letters:
        return _as_cyrillic(data)
    # kana come about by chance in no other encoding that fits as well
    kana = (one for one in matches if one.chaos <= best.chaos and "Hiragana" in one.alphabets)
    return data.decode(next(kana, best).encoding)


def _is_mostly_ascii(data: bytes) -> bool:
    within = re.sub(rb"[^\0-\x7f]", b"", data)
    return len(data) - len(within) <= max(1, len(within.strip(b"\r\n")))


def _as_cyrillic(data: bytes) -> str:
    """*data* in the code page that makes most of it common letters in lower case."""
    texts = []
    for encoding in _CYRILLIC:
        with suppress(UnicodeDecodeError):
            texts.append(data.decode(encoding))
    return max(texts, key=lambda text: sum(char in _COMMON_CYRILLIC for char in text))


def _as_latin(data: bytes) -> str:
    """*data* in the code page that makes its bytes beyond ASCII letters of one language."""
    best, most = "", 0.5
    for encoding, languages in _LATIN.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        beyond = [char for char in text if char > "\x7f"]
        if any(char.isprintable() is False and char not in _TYPOGRAPHY for char in beyond):
            continue
        for letters in languages:
            known = frozenset(letters + letters.upper()) | _TYPOGRAPHY
            share = sum(char in known for char in beyond) / len(beyond)
            if share > most:
                best, most = text, share
    return best
