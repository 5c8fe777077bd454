"""A response in the cache of an edge in another language, and how old it is."""
import time
from conditions import date_of
from dates import date_text
from edge.caching.directives import LONGEST, directives, seconds
from edge.heads import lowered
from edge.passing import for_all_hops
from parsing import members, values

NEVER = ("no-cache", "must-revalidate", "proxy-revalidate")  # with these, nothing stale is used

def may_be_stored(request, head, limit):
    """Whether the response to a GET is for others, as far as its head says. limit: of its content."""
    fields = lowered(head.fields)
    given = directives(fields)
    for_user = any(values(request.fields, name) for name in (b"authorization", b"cookie"))
    forbidden = ("no-store" in given or "private" in given or values(fields, b"set-cookie") or b"*" in members(fields, b"vary")
                 or for_user and not ("public" in given or "s-maxage" in given))
    useful = lifetime(fields, given, 0) is not None or validators(fields)
    return head.status == 200 and not forbidden and useful and not (isinstance(head.framing, int) and head.framing > limit)

def lifetime(fields, given, date):
    """For how many seconds it is fresh; None if it does not say. date: when it was made."""
    for name in ("s-maxage", "max-age"):
        if name in given:
            return seconds(given, name)
    if values(fields, b"expires"):
        end = date_of(fields, b"expires")
        return 0 if end is None else max(0, end - date)
    return None

def validators(fields):
    """The fields of a request that asks whether it has changed."""
    names = ((b"etag", b"if-none-match"), (b"last-modified", b"if-modified-since"))
    return [(condition, values(fields, name)[0]) for name, condition in names if len(values(fields, name)) == 1]

def selecting(request, names):
    """What a request has in the fields that Vary names."""
    return {name: b", ".join(values(request.fields, name)) for name in names}

class Stored:
    def __init__(self, pool, request, head, fields, content, asked):
        """head: of the response; fields: as they were received. asked: when the request was sent."""
        now = time.time()
        self.pool, self.head, self.content, self.at = pool, head, content, time.monotonic()
        self.fields = [field for field in for_all_hops(fields) if field[0].lower() not in (b"age", b"content-length")]
        known = lowered(fields)
        if not values(known, b"date"):
            self.fields.append((b"Date", date_text(now).encode()))
        date = date_of(known, b"date")
        date = now if date is None else date
        self.given, age = directives(known), values(known, b"age")
        said = int(age[0][:20]) if len(age) == 1 and age[0].isdigit() else 0
        self.initial_age = min(LONGEST, max(0, now - date, said + self.at - asked))
        self.lifetime = lifetime(known, self.given, date) or 0
        self.varying = selecting(request, [name for name in members(known, b"vary") if name])
        self.load = None  # the one that is to replace it, while it is used

    def merged(self, request, head, asked):
        """The same content, with the fields of a 304."""
        newer = [field for field in head.fields if field[0].lower() not in (b"content-length", b"content-encoding", b"content-type", b"content-range")]
        names = {name.lower() for name, _ in newer}
        return Stored(self.pool, request, self.head, [field for field in self.fields if field[0].lower() not in names] + newer, self.content, asked)

    def is_for(self, request):
        return selecting(request, self.varying) == self.varying

    def age(self):
        return self.initial_age + time.monotonic() - self.at

    def left(self):
        """The seconds for which it is still fresh; negative if it is stale."""
        return self.lifetime - self.age()

    def may_be_stale(self, name):
        """Whether it may be used now, as the directive of that name allows."""
        return name in self.given and not any(each in self.given for each in NEVER) and -self.left() < seconds(self.given, name)

    def is_fresh(self, asked):
        """asked: the directives of the request."""
        if "no-cache" in self.given or "no-cache" in asked or self.left() <= 0:
            return False
        if "max-age" in asked and self.age() > seconds(asked, "max-age"):
            return False
        return "min-fresh" not in asked or self.left() >= seconds(asked, "min-fresh")
