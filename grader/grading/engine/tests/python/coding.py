"""Content that is compressed while it is sent, with gzip."""
import re
import zlib
from parsing import members

LEAST = 1000  # bytes; less is not worth the time
TYPES = re.compile(r"text/.*|application/(?:json|javascript|xml)|[^;]*\+(?:json|xml)")
WEIGHT = re.compile(rb"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")

def can_be_packed(kind, size):
    return size >= LEAST and bool(TYPES.fullmatch(kind.partition(";")[0]))

def accepts_gzip(fields):
    weights = {}
    for member in members(fields, b"accept-encoding"):
        name, semicolon, parameter = (part.strip(b" \t") for part in member.partition(b";"))
        weight = WEIGHT.fullmatch(parameter)
        if weight or not semicolon:
            weights[b"gzip" if name == b"x-gzip" else name] = float(weight[1]) if weight else 1
    weight = weights.get(b"gzip", weights.get(b"*", 0))
    return weight > 0 and weight >= weights.get(b"identity", 0)

def packed_tag(tag):
    return tag[:-1] + '-gzip"'

def packed(pieces):
    coder = zlib.compressobj(wbits=31)  # 15, and 16 for the head and the end of gzip
    for piece in pieces:
        ready = coder.compress(piece)
        if ready:  # an empty chunk would be the last
            yield ready
    yield coder.flush()
