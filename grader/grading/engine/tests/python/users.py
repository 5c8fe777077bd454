"""The users of lab 05 for servers in another language, by their tokens."""
import hmac
import re
from collections import namedtuple
from parsing import values
from starting import refuse_to_start

BEARER = re.compile(r"bearer +([!-~]+)", re.IGNORECASE)
TOKEN = re.compile(r"([^:\s]+):([^:\s]+):([!-~]+)")

User = namedtuple("User", "name role")

class Users:
    def __init__(self, texts):
        """texts: what --token gives."""
        tokens = [TOKEN.fullmatch(text) for text in texts]
        if None in tokens:
            refuse_to_start(f"--token number {1 + tokens.index(None)}: give NAME:ROLE:SECRET, such as ada:admin:s3cret")
        self.secrets = [(token[3], User(token[1], token[2])) for token in tokens]

    def user_of(self, request):
        """The user whose token a request of conversing.py has, or None."""
        return self.identify([value.decode("latin-1") for value in values(request.fields, b"authorization")])

    def identify(self, values):
        """The user, or None. values: those of the fields Authorization."""
        bearer, found = BEARER.fullmatch(values[0].strip()) if len(values) == 1 else None, None
        if bearer:
            for secret, user in self.secrets:
                if hmac.compare_digest(secret, bearer[1]):
                    found = user
        return found
