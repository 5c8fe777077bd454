"""Traces for a server in another language, as W3C Trace Context states them."""
import os
import re
from parsing import values
from timing import current

PARENT = re.compile(rb"(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")

class Trace:
    """The place of a request in a trace: one that is continued, or that begins with it."""
    def __init__(self, fields):
        """fields: those of the request; none of a malformed one."""
        given = values(fields, b"traceparent")
        found = PARENT.fullmatch(given[0]) if len(given) == 1 else None
        if found and found[1] == b"00" and found[5]:
            found = None
        self.id = found[2].decode() if found else os.urandom(16).hex()
        self.parent = found[3].decode() if found else None
        self.sampled = not found or int(found[4], 16) & 1
        self.state = b",".join(values(fields, b"tracestate")) if found else b""
        self.span = os.urandom(8).hex()

    def members(self):
        """Those of a line of the log."""
        return {"trace": self.id, "span": self.span, "parent": self.parent}

    def passed_on(self):
        fields = {"traceparent": f"00-{self.id}-{self.span}-{'01' if self.sampled else '00'}"}
        if self.state:
            fields["tracestate"] = self.state.decode("latin-1")
        return fields

def fields():
    """For requests to other servers, by the thread that works for a request."""
    exchange = current()
    return exchange.trace.passed_on() if exchange and exchange.trace else {}
