"""The content of a response between a backend that sends it and a client that reads it, for an edge in another language."""
import threading
from collections import deque
from edge.wires import PIECE
from leaving import has_left
from upstreams import Failed, Left

LEAST = 1024  # bytes; with fewer, nothing is taken before the client does
GLANCE = 0.2  # seconds between two looks whether the client is still there, or the budget has room

class Direct:
    """Content that is read when the client takes it."""
    def __init__(self, passage):
        self.take, self.end = passage.next, passage.end

class Pipe:
    """Content that a thread reads ahead: at most `most` bytes, as long as all together have no more than the budget."""
    def __init__(self, passage, client, most, budget):
        self.passage, self.client, self.most, self.budget = passage, client, most, budget
        self.changed = threading.Condition()  # over all that follows
        self.pieces, self.size, self.failure, self.over, self.cancelled = deque(), 0, None, False, False  # pieces: each with what it has of the budget
        passage.answer.wire.client = None  # the client of this thread is watched in `take`

    def start(self):
        threading.Thread(target=self.run, daemon=True).start()
        return self

    def run(self):
        try:
            while self.read(*self.room()):
                pass
        except (Failed, Left) as failure:
            self.failure = failure
        finally:
            self.passage.end()
            with self.changed:
                self.over = True
                self.changed.notify_all()

    def room(self):
        """How many bytes may be read, and how many of them are of the budget."""
        with self.changed:
            while not self.cancelled:
                if not self.pieces:
                    return PIECE, 0
                count = min(PIECE, self.most - self.size)
                if count > 0 and self.budget.take(count):
                    return count, count
                self.changed.wait(None if count <= 0 else GLANCE)
        return 0, 0

    def read(self, most, reserved):
        """Returns whether there may be more."""
        piece = b""
        try:
            piece = self.fetch(most) if most else b""
        finally:
            spare = max(0, reserved - len(piece))
            self.budget.take(-spare)
            with self.changed:
                if piece and not self.cancelled:
                    self.pieces.append((piece, reserved - spare))
                    self.size += len(piece)
                    self.changed.notify_all()
                else:
                    self.budget.take(spare - reserved)
        return bool(piece) and self.is_wanted()

    def fetch(self, most):
        return self.passage.next(most)

    def is_wanted(self):
        return not self.cancelled

    def take(self):
        """Some content; none at its end. Ends with what the backend ended with, after all that came before."""
        with self.changed:
            while not self.pieces and not self.over:
                self.changed.wait(GLANCE)
                if not self.pieces and not self.over and has_left(self.client):
                    raise Left
            if self.pieces:
                piece, reserved = self.pieces.popleft()
                self.size -= len(piece)
                self.budget.take(-reserved)
                self.changed.notify_all()
                return piece
            if self.failure:
                raise self.failure
            return b""

    def end(self):
        """Called when the client wants no more."""
        with self.changed:
            self.cancelled = True
            for _, reserved in self.pieces:
                self.budget.take(-reserved)
            self.pieces.clear()
            self.changed.notify_all()
        if not self.is_wanted():
            self.passage.cancel()

class Collecting(Pipe):
    """Content that is also kept as a whole, whether or not its client reads it, or is still there."""
    def __init__(self, *usual, limit, give_up):
        """limit: of its length; give_up: called when it is longer."""
        super().__init__(*usual)
        self.limit, self.give_up, self.collected, self.length = limit, give_up, [], 0

    def room(self):
        return super().room() if self.collected is None else (PIECE, 0)

    def fetch(self, most):
        piece = super().fetch(most)
        self.length += len(piece)
        if self.collected is not None:
            self.collected.append(piece)
            if self.length > self.limit:
                self.collected = None
                self.give_up()
        return piece

    def is_wanted(self):
        return self.collected is not None or super().is_wanted()

    def content(self):
        """All of it; None if that is not there."""
        return b"".join(self.collected) if self.collected is not None and not self.failure else None

def piped(passage, client, most, budget):
    """What is right for a response: all may have come already."""
    return Direct(passage) if passage.is_over or most < LEAST else Pipe(passage, client, most, budget).start()
