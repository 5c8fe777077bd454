"""The memory for the content of requests of lab 13, in another language: so much for each, and so much for all."""
import threading
from conversing import Room
from parsing import Refused

class Budget:
    def __init__(self, most):
        self.left, self.lock = most, threading.Lock()

    def take(self, count):
        with self.lock:
            enough = count <= self.left
            self.left -= count * enough
            return enough

    def make_room(self):
        return Part(self)

class Part(Room):
    """What one request has of it."""
    def __init__(self, budget):
        super().__init__()
        self.budget, self.taken = budget, 0

    def take(self, count):
        if not self.budget.take(count):
            raise Refused(503, "other requests have all the memory for content")
        self.taken += count

    def free(self):
        self.budget.take(-self.taken)
        self.taken = 0
