"""Cookies that keep a client at one backend, for an edge in another language."""
import hashlib
from edge.routing import cookies

LETTERS = bytes.maketrans(b"0123456789abcdef", b"abcdefghijklmnop")

def value_of(backend):
    """A name of the backend that does not show its address. Each edge with this backend has the same."""
    return hashlib.blake2b(b"affinity " + backend.name.encode(), digest_size=12).hexdigest().encode().translate(LETTERS)

class Affinity:
    def __init__(self, pool, fields):
        """fields: those of a request."""
        self.cookie = pool.options.affinity and pool.options.affinity.encode()
        given = {value for name, value in cookies(fields) if name == self.cookie} if self.cookie else ()
        self.wanted = next((each for each in pool.backends if value_of(each) in given), None) if given else None

    def mark(self, response, backend):
        """Sets the cookie, unless it is right."""
        if not self.cookie or backend is self.wanted:
            return
        response.received += [(b"Set-Cookie", self.cookie + b"=" + value_of(backend) + b"; Path=/; HttpOnly"), (b"Cache-Control", b"private")]
