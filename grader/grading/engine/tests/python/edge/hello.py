"""The first message of a TLS client: which protocols it offers with ALPN (RFC 7301), which Python's ssl does not say."""

HANDSHAKE, ALPN = 22, 16

class Cursor:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        if self.at + count > len(self.data):
            raise ValueError("it ends too early")
        taken, self.at = self.data[self.at:self.at + count], self.at + count
        return taken

    def number(self, size):
        return int.from_bytes(self.take(size), "big")

    def vector(self, size):
        """What follows a length of so many bytes."""
        return self.take(self.number(size))

    def is_at_end(self):
        return self.at == len(self.data)

def message(data):
    """The content of the first handshake message, from records."""
    records, content = Cursor(data), b""
    while len(content) < 4 or len(content) < 4 + int.from_bytes(content[1:4], "big"):
        if records.number(1) != HANDSHAKE:
            raise ValueError("this is no handshake")
        records.take(2)
        content += records.vector(2)
    return content[4:]

def protocols(data):
    """Those that a client offers whose bytes begin so; None if it offers none."""
    try:
        hello = Cursor(message(data))
        hello.take(2 + 32)  # version, random
        for size in (1, 2, 1):  # session, cipher suites, compression
            hello.vector(size)
        extensions = Cursor(hello.vector(2)) if not hello.is_at_end() else hello
        while not extensions.is_at_end():
            kind, content = extensions.number(2), extensions.vector(2)
            if kind == ALPN:
                return names(Cursor(Cursor(content).vector(2)))
    except ValueError:
        pass  # OpenSSL says what is wrong with it
    return None

def names(cursor):
    found = []
    while not cursor.is_at_end():
        found.append(cursor.vector(1))
    return found
