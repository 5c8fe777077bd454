"""The content of responses that backends send, for an edge in another language: found in bytes as they come."""
import re
from edge.heads import CHUNKED, UNTIL_END, Unclear

LONGEST_LINE, TRAILERS = 8192, 65536
SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[\t -~\x80-\xff]*)?")

class Sized:
    """So many bytes."""
    def __init__(self, length):
        self.left, self.rest = length, b""

    def feed(self, data):
        """The content in it. What comes after the content is kept as `rest`."""
        content, rest = data[:self.left], data[self.left:]
        self.left -= len(content)
        self.rest += rest
        return content

    def done(self):
        return self.left == 0

    def ended(self):
        """Whether the end of the connection is that of the content."""
        return False

class UntilEnd:
    rest = b""

    def feed(self, data):
        return data

    def done(self):
        return False

    def ended(self):
        return True

class Chunks:
    def __init__(self):
        self.rest, self.left, self.step, self.trailers = b"", 0, self.size, 0

    def feed(self, data):
        self.rest += data
        content = []
        while self.step and self.step(content):
            pass
        return b"".join(content)

    def line(self):
        """The next line; None if it has not come."""
        line, end, rest = self.rest.partition(b"\r\n")
        if len(line) > LONGEST_LINE:
            raise Unclear("a line is too long")
        if not end:
            return None
        self.rest = rest
        return line

    def size(self, _):
        line = self.line()
        if line is None:
            return False
        size = SIZE.fullmatch(line)
        if not size:
            raise Unclear("a chunk has no size")
        self.left = int(size[1], 16)
        self.step = self.data if self.left else self.trailer
        return True

    def data(self, content):
        piece = self.rest[:self.left]
        content.append(piece)
        self.rest, self.left = self.rest[len(piece):], self.left - len(piece)
        if self.left == 0:
            self.step = self.after
        return self.left == 0

    def after(self, _):
        if len(self.rest) < 2:
            return False
        if not self.rest.startswith(b"\r\n"):
            raise Unclear("a chunk is longer than its size")
        self.rest, self.step = self.rest[2:], self.size
        return True

    def trailer(self, _):
        line = self.line()
        if line is None:
            return False
        self.trailers += len(line)
        if self.trailers > TRAILERS:
            raise Unclear("the trailers are too long")
        if not line:
            self.step = None
        return True

    def done(self):
        return self.step is None

    def ended(self):
        return False

def decoder(framing):
    return Chunks() if framing == CHUNKED else UntilEnd() if framing == UNTIL_END else Sized(framing)
