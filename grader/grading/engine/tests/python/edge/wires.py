"""Connections of an edge to other servers, in another language. While it waits for one, it sees its client leave."""
import errno
import os
import select
import socket
import time
from leaving import LEFT
from upstreams import Failed, Left

PIECE = 16384

class Late(Exception):
    """Nothing has happened in time."""

class Gone(Exception):
    """The other server has ended the connection."""

class Wire:
    """One that is open. `client` is the socket of the client for which it works, if there is one."""
    used = False  # whether a request was sent on it before

    def __init__(self, connection, client=None):
        self.socket, self.client = connection, client
        connection.setblocking(False)

    def wait(self, events, end):
        """Which of the events have happened."""
        poll = select.poll()
        poll.register(self.socket, events)
        if self.client:
            poll.register(self.client, 0)
        own = self.socket.fileno()
        found = dict(poll.poll(max(0, min(end - time.monotonic(), 10 ** 6)) * 1000))
        if self.client and found.get(self.client.fileno(), 0) & LEFT:
            raise Left
        if own not in found:
            raise Late
        return found[own]

    def receive(self, end, most=PIECE):
        """Some bytes; none at the end of input."""
        while True:
            try:
                return self.socket.recv(most)
            except BlockingIOError:
                self.wait(select.POLLIN, end)
            except OSError as failure:
                raise Gone from failure

    def send_some(self, data):
        """How many bytes the socket has taken, which may be none."""
        try:
            return self.socket.send(data)
        except BlockingIOError:
            return 0
        except OSError as failure:
            raise Gone from failure

    def is_silent(self):
        """Whether nothing has come, not even the end."""
        poll = select.poll()
        poll.register(self.socket, select.POLLIN)
        return not poll.poll(0)

    def close(self):
        self.socket.close()

def connect(host, port, client, end):
    """A Wire. Ends with Failed, as long as nothing was sent."""
    reason = "has no address"
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        addresses = []
    for family, kind, protocol, _, address in addresses:
        wire = Wire(socket.socket(family, kind, protocol), client)
        try:
            failure = wire.socket.connect_ex(address)
            if failure == errno.EINPROGRESS:
                wire.wait(select.POLLOUT, end)
                failure = wire.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if failure == 0:
                wire.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return wire
            reason = os.strerror(failure)
        except Late:
            wire.close()
            raise Failed(504, "the backend does not accept a connection", sent=False) from None
        except BaseException:
            wire.close()
            raise
        wire.close()
    raise Failed(502, f"the backend cannot be reached: {reason}", sent=False)
