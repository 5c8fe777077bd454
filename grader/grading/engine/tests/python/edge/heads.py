"""Heads of responses that backends send, for an edge in another language. What is not clear is no response."""
import re
from collections import namedtuple
from parsing import members, values

LARGEST = 65536
STATUS_LINE = re.compile(rb"HTTP/1\.([01]) ([1-5][0-9][0-9])(?: ([\t -~\x80-\xff]*))?")
FIELD_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):([\t -~\x80-\xff]*)")
CHUNKED, UNTIL_END = "chunked", "until the end"

Head = namedtuple("Head", "old status reason fields framing")
Head.__doc__ = """old: HTTP/1.0. framing: the length of its content, CHUNKED, or UNTIL_END."""

class Unclear(Exception):
    """What has come is no response."""

def cut(data):
    """The bytes of a head, and those after it; None while its end has not come."""
    end = data.find(b"\r\n\r\n")
    if end < 0 and len(data) < LARGEST:
        return None
    if end < 0 or end > LARGEST:
        raise Unclear("the head is too long")
    return data[:end], data[end + 4:]

def parse(text, method):
    """method: that of the request."""
    first, *lines = text.split(b"\r\n")
    status = STATUS_LINE.fullmatch(first)
    fields = [FIELD_LINE.fullmatch(line) for line in lines]
    if not status or not all(fields):
        raise Unclear("it is not HTTP/1.1")
    fields = [(field[1], field[2].strip(b" \t")) for field in fields]
    return Head(status[1] == b"0", int(status[2]), status[3] or b"", fields, framing(int(status[2]), status[1] == b"0", lowered(fields), method))

def lowered(fields):
    return [(name.lower(), value) for name, value in fields]

def framing(status, old, fields, method):
    codings, lengths = members(fields, b"transfer-encoding"), members(fields, b"content-length")
    if codings and (old or lengths or codings != [b"chunked"]):
        raise Unclear("it is not clear where the content ends")
    numbers = {length.lstrip(b"0") or b"0" for length in lengths}
    if len(numbers) > 1 or not all(re.fullmatch(rb"[0-9]{1,18}", length) for length in lengths):
        raise Unclear("a Content-Length is one number")
    if method == "HEAD" or status < 200 or status in (204, 304):
        return 0
    return CHUNKED if codings else int(numbers.pop()) if numbers else UNTIL_END

def keeps(head):
    """Whether the backend keeps the connection."""
    options = members(lowered(head.fields), b"connection")
    return head.framing != UNTIL_END and b"close" not in options and (not head.old or b"keep-alive" in options)

def announced(head):
    """The length that the fields say, also where no content follows; None if they say none."""
    lengths = values(lowered(head.fields), b"content-length")
    return int(lengths[0].split(b",")[0]) if lengths else None
