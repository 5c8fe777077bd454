"""Lab 09's products and carts in another language: they are in a catalog, and for a while in a cache."""
import hashlib
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote
from weakref import WeakValueDictionary
import caching
import catalog
import coding
import conditions
from catalog import is_json, read_catalog
from selecting import Resource, respond
from sending import Problem, Response, problem
from starting import PROGRAM
from users import Users

FLAGS = {**catalog.FLAGS, **caching.FLAGS, "--preload": [], "--token": []}
MOST_PRELOADS = 100  # at the same time

def product(sku):
    return "/products/" + quote(sku, safe="")

def tag_of(content):
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'

def resource(content, fields):
    return Resource("application/json", len(content), tag_of(content), None, lambda first, count: iter([content[first:first + count]]), fields)

class Products:
    def __init__(self, flags):
        self.catalog, self.cache, self.users = read_catalog(flags), caching.Cache(flags), Users(flags["--token"])
        self.writes, self.lock = WeakValueDictionary(), threading.Lock()  # the locks of those who write, by path
        if flags["--preload"]:
            with ThreadPoolExecutor(MOST_PRELOADS) as pool:
                list(pool.map(self.preload, flags["--preload"]))

    def preload(self, sku):
        try:
            self.load(product(sku))
        except Problem as failure:
            print(f"{PROGRAM}: --preload {sku!r} is not loaded yet: {failure.args[1]}", file=sys.stderr)

    def load(self, path):
        """The content, and the field that says where it is from."""
        content, parameters = self.cache.get(path, lambda: self.catalog.get(path))
        return content, {"Cache-Status": "; ".join([PROGRAM, *parameters])}

    def get(self, request, sku):
        content, fields = self.load(product(sku))
        fields["Cache-Control"] = "no-cache"  # a client asks each time whether its tag is still the product's
        return respond(request, resource(content, fields))

    def put(self, request, sku):
        if not is_json(request.body):
            return problem(400, "this is not JSON")
        path = product(sku)
        with self.lock:
            lock = self.writes.setdefault(path, threading.Lock())
        with lock:
            if conditions.has_conditions(request.fields) and conditions.check(request, *self.tags_now(path)):
                self.cache.forget(path)  # so that the next GET gets the tag of what is there now
                return conditions.refused(412)
            try:
                created = self.catalog.put(path, request.body)
            finally:
                self.cache.forget(path)  # even after a failure: it may have been written
        return Response(201 if created else 204)

    def tags_now(self, path):
        """The tags of what the catalog has, with and without gzip; their date, which is unknown; whether it is there."""
        try:
            tag = tag_of(self.catalog.get(path))
            return (tag, coding.packed_tag(tag)), None, True
        except Problem as failure:
            if failure.args[0] != 404:
                raise
            return (), None, False

    def cart(self, request):
        user = self.users.user_of(request)
        if not user:
            return problem(401, "a token is needed", WWW_Authenticate=f'Bearer realm="{PROGRAM}"')
        content, fields = self.load("/carts/" + quote(user.name, safe=""))
        fields["Cache-Control"] = "private"
        return respond(request, resource(content, fields))
