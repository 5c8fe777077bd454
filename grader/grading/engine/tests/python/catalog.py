"""Lab 09's catalog for a server in another language: another server, or the built-in one. What goes wrong there is a Problem."""
import http.client
import json
import socket
import threading
import time
import urllib.parse
from contextlib import contextmanager, suppress
from limits import GivenUp, left
from sending import Problem
from starting import number, refuse_to_start

FLAGS = {"--catalog": "built-in", "--catalog-timeout": "5000"}

def no_constant(name):
    raise ValueError(f"{name} is not JSON")

def is_json(content):
    try:
        json.loads(content.decode(), parse_constant=no_constant, parse_int=len)  # int refuses very long numbers
        return True
    except (ValueError, RecursionError):
        return False

class Remote:
    def __init__(self, url, seconds):
        """url: split into its parts."""
        self.host, self.port, self.base, self.seconds = url.hostname, url.port or 80, url.path.rstrip("/"), seconds

    def get(self, path):
        status, content = self.ask("GET", path)
        if status != 200 or not is_json(content):
            raise Problem(502, "the catalog has a fault")
        return content

    def put(self, path, content):
        status, _ = self.ask("PUT", path, content)
        if status // 100 != 2:
            raise Problem(502, "the catalog has a fault")
        return status == 201

    def ask(self, method, path, content=None):
        """The status and the content; a Problem if there is no response in time, or it is a 404."""
        seconds = left(self.seconds)
        end, late = time.monotonic() + seconds, threading.Event()
        connection = http.client.HTTPConnection(self.host, self.port, timeout=seconds)
        try:
            connection.connect()
            with cut_off(connection.sock, end, late):
                connection.request(method, self.base + path, content, {"Content-Type": "application/json"} if content else {})
                response = connection.getresponse()
                status, content = response.status, response.read()
        except (OSError, http.client.HTTPException) as failure:
            if late.is_set() or isinstance(failure, socket.timeout):
                raise self.late(seconds) from None
            raise Problem(502, "the catalog cannot be reached, or has a fault") from None
        finally:
            connection.close()
        if late.is_set():  # its end may only look like the end of the content
            raise self.late(seconds)
        if status == 404:
            raise Problem(404, "the catalog does not have this")
        return status, content

    def late(self, seconds):
        return GivenUp() if seconds < self.seconds else Problem(504, "the catalog did not respond in time")

@contextmanager
def cut_off(connection, end, late):
    """Ends a connection when it is late, however many bytes still come."""
    def cut():
        late.set()
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
    timer = threading.Timer(max(0, end - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()

class BuiltIn:
    """For running alone."""
    def __init__(self):
        skus = {"pen": 150, "book": 1800, "lamp": 4200}
        self.contents = {f"/products/{sku}": {"sku": sku, "cents": cents} for sku, cents in skus.items()}
        self.contents["/carts/ada"] = {"items": [{"sku": "book", "quantity": 1}]}
        self.contents["/carts/bob"] = {"items": [{"sku": "pen", "quantity": 12}, {"sku": "lamp", "quantity": 1}]}
        self.contents = {path: json.dumps(content).encode() + b"\n" for path, content in self.contents.items()}

    def get(self, path):
        time.sleep(0.3)
        if path not in self.contents:
            raise Problem(404, "the catalog does not have this")
        return self.contents[path]

    def put(self, path, content):
        time.sleep(0.3)
        created = path not in self.contents
        self.contents[path] = content
        return created

def read_catalog(flags):
    text, seconds = flags["--catalog"], number(flags, "--catalog-timeout", 1, 10 ** 9) / 1000
    if text == "built-in":
        return BuiltIn()
    try:
        url = urllib.parse.urlsplit(text)
        if url.scheme == "http" and url.hostname and url.port != 0:
            return Remote(url, seconds)
    except ValueError:
        pass
    return refuse_to_start(f"--catalog {text!r}: give built-in, or a URL such as http://127.0.0.1:9000")
