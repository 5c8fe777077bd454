"""Paths as lab 04's page states them, for servers in another language: segments, which are decoded before they are compared."""
import re
from urllib.parse import quote, unquote_to_bytes
from parsing import Refused

ESCAPED = re.compile(rb"(?:[^%]|%[0-9A-Fa-f]{2})*")
UNESCAPED = "!$&'()*+,;=:@"  # in a segment, beside what is never escaped (RFC 3986, section 3.3)

def check_escapes(text):
    if not ESCAPED.fullmatch(text):
        raise Refused(400, "an escape is % and two hexadecimal digits")

def decoded(text):
    check_escapes(text)
    try:
        segment = unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        raise Refused(400, "a path is UTF-8") from None
    if "\0" in segment:
        raise Refused(400, "a path has no NUL")
    return segment

def without_dots(segments):
    """RFC 3986, section 5.2.4: what is above the root is the root."""
    kept = []
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return kept + [""] * (segments[-1] in (".", ".."))

def with_other_slash(segments):
    return segments[:-1] if segments[-1] == "" and len(segments) > 1 else [*segments, ""]

def address(segments, query):
    path = "/" + "/".join(quote(segment, safe=UNESCAPED) for segment in segments)
    outside = "/." if path.startswith("//") else ""  # // would begin another host's name
    return outside + path + ("" if query is None else "?" + query.decode())

def segments_of(request):
    """Those of the path, decoded one by one: the last is empty if the path ends in a slash."""
    check_escapes(request.query or b"")
    return without_dots([decoded(segment) for segment in (request.path or b"/").split(b"/")[1:]])
