"""The content of a request at an edge in another language: so much of it in memory, and the rest in a file without a name."""
import os
import tempfile
from contextlib import suppress
from conversing import Room
from parsing import Refused

class Contents:
    """Where the content of all requests goes."""
    def __init__(self, budget, most, folder):
        """budget: a rooms.Budget. most: bytes of one request that are in memory."""
        self.budget, self.most, self.folder = budget, most, folder

    def make_room(self):
        return Content(self)

class Content(Room):
    def __init__(self, all_):
        super().__init__()
        self.all, self.length, self.taken, self.file = all_, 0, 0, None

    def add(self, piece):
        self.length += len(piece)
        if not self.file and self.taken + len(piece) <= self.all.most and self.all.budget.take(len(piece)):
            self.taken += len(piece)
            self.pieces.append(piece)
        else:
            self.spill(piece)

    def spill(self, piece):
        try:
            self.file = self.file or tempfile.TemporaryFile(dir=self.all.folder, buffering=0)
            rest = memoryview(piece)
            while rest:
                rest = rest[self.file.write(rest):]
        except OSError as failure:
            raise Refused(507, f"there is no room for the content: {failure.strerror}") from None

    def content(self):
        return self

    def parts(self, size):
        """All of it from the first byte on, as often as it is needed."""
        yield from self.pieces
        at = self.taken
        while at < self.length:
            part = os.pread(self.file.fileno(), size, at - self.taken)
            yield part
            at += len(part)

    def free(self):
        self.all.budget.take(-self.taken)
        self.taken, self.pieces = 0, []
        if self.file:
            with suppress(OSError):
                self.file.close()
