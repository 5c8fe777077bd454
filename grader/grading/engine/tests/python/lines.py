"""Lines that no request waits for, in another language: a thread writes them."""
import os
import threading
from collections import deque
from itertools import islice

MOST_AT_ONCE = 64  # lines for one write

class Lines:
    """Lines of a file. A text is always written; of records, those are lost and counted that find `most` waiting."""
    def __init__(self, descriptor):
        self.descriptor, self.most, self.line = descriptor, 0, str
        self.changed = threading.Condition()  # over all that follows
        self.queue, self.records, self.dropped, self.closed = deque(), 0, 0, False
        self.torn = False  # whether the file ends with half a line; only for the thread that writes
        threading.Thread(target=self.write_all, daemon=True).start()

    def takes(self, line, most):
        """line: makes the text of a record, in the thread that writes."""
        self.line, self.most = line, most

    def say(self, text):
        with self.changed:
            self.queue.append(text)
            self.changed.notify_all()

    def offer(self, record):
        with self.changed:
            if self.closed or self.records >= self.most:
                self.dropped += 1
                return
            self.records += 1
            self.queue.append(record)
            self.changed.notify_all()

    def write_all(self):
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.queue)
                batch = list(islice(self.queue, MOST_AT_ONCE))
            lost = self.write(batch)
            with self.changed:
                for _ in batch:
                    self.queue.popleft()
                self.records -= sum(not isinstance(each, str) for each in batch)
                self.dropped += lost
                self.changed.notify_all()

    def write(self, batch):
        """Returns how many records are lost, because the file does not take them."""
        data, ends = b"\n" if self.torn else b"", []
        for each in batch:
            data += (each if isinstance(each, str) else self.line(each)).encode("utf-8", "surrogateescape") + b"\n"
            ends.append(len(data))
        written = 0
        try:
            while written < len(data):
                written += os.write(self.descriptor, memoryview(data)[written:])
        except OSError:
            pass  # the disk is full, or there is no reader: later lines may be lucky
        if written:
            self.torn = data[written - 1:written] != b"\n"
        return sum(end > written for each, end in zip(batch, ends) if not isinstance(each, str))

    def finish(self, seconds, last=None):
        """Waits until all are written, but no longer. Nothing comes after the last one, which is a text."""
        with self.changed:
            self.closed = True
            self.queue.extend([last] if last else [])
            self.changed.notify_all()
            self.changed.wait_for(lambda: not self.queue, seconds)
