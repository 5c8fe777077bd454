"""Ranges of bytes, RFC 9110, section 14: one part of a file, for a client that has the rest."""
import re
from conditions import TAG, date_of
from parsing import values

SPEC = re.compile(rb"([0-9]+)-([0-9]*)|-([0-9]+)")

def number(digits):
    return int(digits.lstrip(b"0")[:18] or b"0")  # no file is larger

def wanted(request, size, tag, modified):
    """The first byte and how many; None for the whole file. The count is 0 if the file has no such byte."""
    ranges = values(request.fields, b"range")
    if request.method != "GET" or len(ranges) != 1 or not still_the_same(request, tag, modified):
        return None
    unit, _, specs = ranges[0].partition(b"=")
    specs = [spec.strip(b" \t") for spec in specs.split(b",") if spec.strip(b" \t")]
    spec = SPEC.fullmatch(specs[0]) if unit.lower() == b"bytes" and len(specs) == 1 else None
    if not spec:
        return None
    if spec[3]:
        count = min(size, number(spec[3]))
        return size - count, count
    first, last = number(spec[1]), number(spec[2]) if spec[2] else size - 1
    if spec[2] and last < first:
        return None
    return first, max(0, min(last, size - 1) - first + 1)

def still_the_same(request, tag, modified):
    """Whether If-Range allows a part."""
    lines = values(request.fields, b"if-range")
    if len(lines) != 1:
        return not lines
    text = lines[0].decode("latin-1")
    return text == tag if re.fullmatch(TAG, text) else date_of(request.fields, b"if-range") == modified
