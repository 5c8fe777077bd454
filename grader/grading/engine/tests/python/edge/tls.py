"""TLS without a socket, for a server in another language."""
import ssl
from contextlib import suppress

RECORD, MOST_HELLO = 16384, 65536

class Plain(Exception):
    """The client speaks no TLS."""

class Tls:
    """Bytes of the network in and out, and those inside."""
    def __init__(self, certificates):
        self.incoming, self.outgoing, self.shakes, self.closed = ssl.MemoryBIO(), ssl.MemoryBIO(), True, False
        self.inside = certificates.base.wrap_bio(self.incoming, self.outgoing, server_side=True)
        self.inside.hello = b""  # for Certificates.choose
        self.plain, self.ended = b"", False  # what has been decrypted; whether close_notify has come

    def feed(self, data):
        if self.shakes and len(self.inside.hello) < MOST_HELLO:
            self.inside.hello += data
            if self.inside.hello[0] != 22:
                raise Plain
        self.incoming.write(data)

    def shake(self):
        """Returns whether the handshake is complete."""
        with suppress(ssl.SSLWantReadError):
            self.inside.do_handshake()
            self.shakes, self.inside.hello = False, b""
        return not self.shakes

    def decrypt(self):
        """Whether there is anything to read, or the end."""
        if not self.plain and not self.ended:
            try:
                self.plain = self.inside.read(RECORD)
                self.ended = not self.plain
            except ssl.SSLWantReadError:
                pass
            except ssl.SSLZeroReturnError:
                self.ended = True
        return bool(self.plain) or self.ended

    def take(self, most):
        taken, self.plain = self.plain[:most], self.plain[most:]
        return taken

    def close(self):
        """Writes close_notify. Before that, all that has come is decrypted, as ssl would find fault with it later."""
        if self.closed or self.shakes:
            return
        self.closed = True
        with suppress(ssl.SSLError):
            self.inside.unwrap()
