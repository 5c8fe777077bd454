"""How an edge in another language shares the requests of a pool. All of it is called with the lock of the pool."""
import hashlib
import random

def score(backend, path):
    return hashlib.blake2b(b"%d:%s%s" % (len(backend.name), backend.name.encode(), path), digest_size=8).digest()

class RoundRobin:
    """Each has a credit that grows with its weight; the one with most has its turn, and pays for all."""
    state = None

    def choose(self, candidates, now, path):
        weights = {each: each.standing.weight(now) for each in candidates}
        state = frozenset(candidates), min(weights.values()) == 1
        if state != self.state:
            self.state, self.credits = state, dict.fromkeys(candidates, 0)
        for each, weight in weights.items():
            self.credits[each] += weight
        chosen = max(candidates, key=self.credits.get)
        self.credits[chosen] -= sum(weights.values())
        return chosen

def started(candidates, now):
    """Those that are to get this request: one that has come in gets a part of its share."""
    return [each for each in candidates if random.random() < each.standing.weight(now)] or candidates

def fewest(candidates):
    least = min(each.in_flight for each in candidates)
    return random.choice([each for each in candidates if each.in_flight == least])

class LeastConnections:
    def choose(self, candidates, now, path):
        return fewest(started(candidates, now))

class TwoChoices:
    def choose(self, candidates, now, path):
        candidates = started(candidates, now)
        return fewest(random.sample(candidates, min(2, len(candidates))))

class Hash:
    """Rendezvous hashing: of all that are in, the one whose score for this path is the highest."""
    def choose(self, candidates, now, path):
        return max(candidates, key=lambda each: score(each, path))

KINDS = {"round-robin": RoundRobin, "least-connections": LeastConnections, "two-choices": TwoChoices, "hash": Hash}
