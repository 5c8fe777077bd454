"""Connections of a server in another language that speak TLS, whatever waits for them: TLS between the socket and HTTP."""
import select
import socket
import ssl
import time
from contextlib import suppress
from edge.relaying import BUFFER, Side
from edge.tls import RECORD, Plain, Tls
from sending import problem

class Secured:
    """A connection whose HTTP is inside TLS. In front of a class of waiting.py, whose `receive` and `send` are for the network."""
    sees_off = True  # close_notify is sent in any case
    certificates = seconds = None  # given by `secured`

    async def prepare(self):
        end = time.monotonic() + self.seconds
        try:
            self.tls = Tls(self.certificates)
            while not self.tls.shake():
                await self.flush(self.seconds)
                left = end - time.monotonic()
                data = await super().receive(RECORD, left) if left > 0 else b""
                if not data:
                    raise ConnectionAbortedError("it has left, or is too late")
                self.tls.feed(data)
            await self.flush(self.seconds)
        except socket.timeout:
            raise ConnectionAbortedError("the handshake is not complete") from None
        except ssl.SSLError:
            await self.give_up()
        except Plain:
            await self.say_so(self.tls.inside.hello)

    async def give_up(self):
        """Ends the connection after an alert, which the client must be able to read."""
        with suppress(OSError):
            await self.flush(1)
            await super().see_off()
        raise ConnectionAbortedError("there is no TLS") from None

    async def say_so(self, hello):
        if hello[:1].isalpha():
            response = problem(400, "this port speaks TLS: use https")
            response.fields["Connection"] = b"close"
            head = b"\r\n".join([*response.head(), b"Content-Length: %d" % response.length, b"", b""])
            await super().send(head + response.body, 1)
        await super().see_off()
        raise ConnectionAbortedError("this is no TLS") from None

    async def flush(self, seconds):
        data = memoryview(self.tls.outgoing.read())
        while data:
            data = data[await super().send(data, seconds):]

    async def await_request(self, seconds):
        if not self.decrypts():
            try:
                await super().await_request(seconds)
            except ConnectionAbortedError:  # the server ends
                self.tls.close()
                await self.flush(1)
                raise

    def decrypts(self):
        try:
            return self.tls.decrypt()
        except ssl.SSLError as failure:
            raise ConnectionAbortedError("a record is damaged") from failure

    async def receive(self, most, seconds):
        end = time.monotonic() + seconds
        while not self.decrypts():
            await self.flush(seconds)
            data = await super().receive(RECORD, max(0.001, end - time.monotonic()))
            if data:
                self.tls.feed(data)
            elif self.exchange:
                raise ConnectionAbortedError("it has ended without close_notify")
            else:
                return b""
        return self.tls.take(most)

    async def send(self, data, seconds):
        taken = self.tls.inside.write(memoryview(data)[:RECORD]) if data else 0
        await self.flush(seconds)
        return taken

    async def see_off(self):
        with suppress(OSError):
            self.tls.close()
            await self.flush(1)
        await super().see_off()

    def side(self, first):
        return SecureSide(self.socket, first, self.tls)

def secured(kind, given, timeout):
    """A class of connections. kind: a class of connections without TLS."""
    class Both(Secured, kind):
        certificates, seconds = given, timeout
    return Both

class SecureSide(Side):
    def __init__(self, connection, first, tls):
        super().__init__(connection, first)
        self.tls, self.rest = tls, b""

    def read(self):
        if self.kept or self.ended:
            return False
        if not self.tls.decrypt() and not self.come():
            return False
        self.kept = self.tls.take(RECORD)
        self.ended = self.tls.ended and not self.kept
        return True

    def come(self):
        """Returns whether there is anything inside of what has come."""
        try:
            data = self.socket.recv(BUFFER)
        except BlockingIOError:
            return False
        if not data:
            raise ConnectionResetError("it has ended without close_notify")
        self.tls.feed(data)
        return self.tls.decrypt()

    def flush(self):
        self.rest += self.tls.outgoing.read()
        if self.rest:
            self.rest = self.rest[super().write(self.rest):]
        return not self.rest

    def write(self, data):
        taken = self.tls.inside.write(memoryview(data)[:RECORD]) if self.flush() and data else 0
        self.flush()
        return taken

    def end_output(self):
        self.read()  # see Tls.close
        self.tls.close()
        self.flush()

    def wants(self, other):
        return super().wants(other) | (select.POLLOUT if self.rest else 0)
