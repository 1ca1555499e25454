"""Bytes come in, text goes out, unchanged but for its encoding."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh",
    b"\xd0\xcf\x11\xe0", b"\x7fELF", b"SQLite format 3\x00", b"{\\rtf", b"7z\xbc\xaf",
    b"Rar!", b"RIFF", b"OggS", b"ID3", b"bplist00",
)  # fmt: skip
_SAMPLE = 200_000
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name of an encoding, the length of the mark in front, and whether all bytes fit it."""

    name: str
    mark: int = 0
    exact: bool = True


def is_binary(raw: bytes) -> bool:
    """Say whether ``raw`` is no text in any encoding: a known signature, or control characters."""
    if raw.startswith(_MAGIC):
        return True
    if _marked(raw) or _wide(raw):
        return False
    head = raw[:_SAMPLE]
    control = sum(head.count(bytes([code])) for code in (*range(9), 11, *range(14, 27), 127))
    return control > max(2, len(head) // 200)


def find_encoding(raw: bytes, *, page: bool = False, whole: bool = True) -> Encoding | None:
    """Return the encoding of ``raw``, ``None`` where none can be told.

    A byte-order mark decides, then valid UTF-8, then (for a ``page``) the charset that the page
    declares, then the statistics of charset-normalizer. With ``whole`` off, ``raw`` is the
    beginning of something longer and may end inside a character.
    """
    if marked := _marked(raw):
        return marked
    if wide := _wide(raw):
        return wide
    if _fits(raw, "utf-8", whole=whole):
        return Encoding("utf-8")
    declared = _declared(raw) if page else None
    if declared and _fits(raw, declared, whole=whole):
        return Encoding(declared)
    if _nearly_utf8(raw):
        return Encoding("utf-8", exact=False)
    return _guessed(raw)


def find_stream_encoding(file: BinaryIO) -> Encoding | None:
    """Return the encoding of a file that is read in pieces, looking at all of it."""
    start = file.tell()
    sample = file.read(_SAMPLE)
    if not (_marked(sample) or _wide(sample)) and _all_fits(file, sample, "utf-8"):
        return Encoding("utf-8")
    found = find_encoding(sample, whole=len(sample) < _SAMPLE)
    if found is None:
        return None
    file.seek(start + found.mark)
    return Encoding(found.name, found.mark, _all_fits(file, b"", found.name))


def _all_fits(file: BinaryIO, first: bytes, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        decoder.decode(first)
        while piece := file.read(_PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def decode(raw: bytes, encoding: Encoding) -> str:
    """Return the text of ``raw``; bytes that do not fit become the replacement character."""
    body = raw[encoding.mark :]
    return body.decode(encoding.name, "strict" if encoding.exact else "replace")


def _marked(raw: bytes) -> Encoding | None:
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return Encoding(name, len(mark), _fits(raw[len(mark) :], name, whole=True))
    return None


def _wide(raw: bytes) -> Encoding | None:
    """Recognise UTF-16 without a mark: in English text every other byte is zero."""
    head = raw[:4000]
    if len(head) < 16 or 0 not in head:
        return None
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        letters = head[0::2] if name == "utf-16-le" else head[1::2]
        if zeros.count(0) > 0.7 * len(zeros) and letters.count(0) < 0.05 * len(letters):
            return Encoding(name, 0, _fits(raw, name, whole=True))
    return None


def _fits(raw: bytes, name: str, *, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(name)().decode(raw, final=whole)
    except (UnicodeError, LookupError):
        return False
    return True


def _declared(raw: bytes) -> str | None:
    found = _META.search(raw[:4096])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        "".encode(name)  # text encodings only: codecs such as base64 refuse
    except (LookupError, UnicodeError, ValueError):
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name  # as browsers read them


def _nearly_utf8(raw: bytes) -> bool:
    """Say whether a few damaged bytes stand in what is otherwise UTF-8 with accents or quotes."""
    text = raw[:_SAMPLE].decode("utf-8", "replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    good = sum(1 for character in text if character > "\x7f") - bad
    return good >= bad


def _guessed(raw: bytes) -> Encoding | None:
    if not any(byte in raw for byte in range(0x80, 0xA0)):
        if _looks_latin(raw, "iso8859-1"):
            return Encoding("iso8859-1")
    elif _looks_latin(raw, "cp1252"):
        return Encoding("cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None or best.encoding is None:
        return None
    return Encoding(best.encoding, 0, _fits(raw, best.encoding, whole=True))


def _looks_latin(raw: bytes, name: str) -> bool:
    """Say whether the high bytes are what English text holds: quotes, dashes, pounds, accents."""
    sample = raw[:_SAMPLE]
    try:
        high = [c for c in sample.decode(name) if c > "\x7f"]
    except UnicodeError:
        return False
    usual = set("‘’“”–—…•£€éèêëáàâäóòôöíìîïúùûüçñÉÀ\xa0½¼¾°©®·«»ßøåæœ§´")
    return len(high) < 0.06 * len(sample) and sum(c in usual for c in high) >= 0.8 * len(high)


def decode_sample(raw: bytes, encoding: Encoding | None) -> str:
    """Return the beginning of a text, to look at only: the last character may be damaged."""
    found = encoding or Encoding("latin-1")
    return raw[found.mark :].decode(found.name, "replace")


def decode_text(raw: bytes) -> str | None:
    """Return the text of a plain file unchanged, ``None`` where its bytes fit no encoding."""
    encoding = None if is_binary(raw) else find_encoding(raw)
    return None if encoding is None else decode(raw, encoding)
