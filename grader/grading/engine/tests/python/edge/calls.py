"""One request to one backend, and its response, for an edge in another language."""
import select
import time
from edge.decoding import decoder
from edge.heads import Unclear, cut, keeps, parse
from edge.wires import PIECE, Gone, Late
from upstreams import Failed

class Stale(Exception):
    """The connection was closed before anything of the response came. sent: whether anything of the request was sent."""
    def __init__(self, sent):
        super().__init__(sent)
        self.sent = sent

class Incoming:
    """The heads that come on a connection."""
    def __init__(self, wire, passed):
        self.wire, self.passed, self.data, self.interim, self.head = wire, passed, b"", [], None

    def feed(self, data):
        """Returns whether the final head is there."""
        self.data += data
        while not self.head:
            found = cut(self.data)
            if not found:
                return False
            head, self.data = parse(found[0], self.passed.method), found[1]
            if head.status >= 200 or head.status == 101:
                if head.status == 101 and not self.passed.is_agreed(head):
                    raise Unclear("it changes the protocol without being asked")
                self.head = head
            else:
                self.interim.append(head)
        return True

    def read(self, end):
        """Reads what there is. Returns whether the final head is there."""
        data = self.wire.receive(end)
        if not data:
            raise Gone
        return self.feed(data)

def parts(passed):
    yield passed.head()
    yield from passed.content.parts(4 * PIECE)

def send(wire, passed, incoming, seconds, until):
    """Returns whether all was sent, as a response may come before that."""
    sent = False
    for part in parts(passed):
        rest, end = memoryview(part), min(until, time.monotonic() + seconds)
        while rest:
            try:
                taken = wire.send_some(rest)
            except Gone:
                if not sent and not incoming.data:
                    raise Stale(False) from None
                return False
            rest, sent = rest[taken:], sent or taken > 0
            if rest and wire.wait(select.POLLIN | select.POLLOUT, end) & select.POLLIN and incoming.read(end):
                return False
            if taken:
                end = min(until, time.monotonic() + seconds)
    return True

class Answer:
    """A response whose head is there."""
    def __init__(self, wire, incoming, all_sent, seconds):
        self.wire, self.head, self.interim, self.seconds = wire, incoming.head, incoming.interim, seconds
        self.decoder = decoder(self.head.framing)
        self.first = self.decoder.feed(incoming.data) if self.head.status != 101 else incoming.data
        self.all_sent = all_sent

    def next(self, most=PIECE):
        """Some content, made of so many bytes at most of the connection; none at its end. Ends with Failed if the backend has broken off."""
        if self.first:
            piece, self.first = self.first[:most], self.first[most:]
            return piece
        try:
            while not self.decoder.done():
                data = self.wire.receive(time.monotonic() + self.seconds, most)
                if not data:
                    if self.decoder.ended():
                        return b""
                    raise Gone
                piece = self.decoder.feed(data)
                if piece:
                    return piece
            return b""
        except (Late, Gone, Unclear) as failure:
            raise Failed(502, "the backend has broken off") from failure

    def is_kept(self):
        """Whether the next request may be sent on its connection, once all content has come."""
        return self.head.status != 101 and self.all_sent and keeps(self.head) and self.decoder.done() and not self.decoder.rest and self.wire.is_silent()

def exchange(wire, passed, seconds, until):
    """An Answer. Ends with Stale, Failed or Left."""
    incoming = Incoming(wire, passed)
    try:
        all_sent = send(wire, passed, incoming, seconds, until)
        end = min(until, time.monotonic() + seconds)
        while not incoming.head:
            incoming.read(end)
        return Answer(wire, incoming, all_sent, seconds)
    except Late:
        raise Failed(504, "the backend did not respond in time") from None
    except Unclear as unclear:
        raise Failed(502, f"what the backend sent is no response: {unclear}") from None
    except Gone:
        if not incoming.data and not incoming.interim:
            raise Stale(True) from None
        raise Failed(502, "the backend has closed the connection before its response was there") from None

def call(keeper, passed, client, seconds, until):
    """The same, on a connection that is kept or new. One that turns out to be closed does no harm if that is possible."""
    for fresh in (False, True):
        wire = keeper.take(client, min(until, time.monotonic() + seconds), fresh)
        try:
            return exchange(wire, passed, seconds, until)
        except Stale as stale:
            keeper.drop(wire)
            if not wire.used or stale.sent and not passed.is_idempotent:
                raise Failed(502, "the backend has closed the connection", sent=stale.sent) from None
        except BaseException:
            keeper.drop(wire)
            raise
