"""The routes of payments of lab 13 for servers in another language: another server responds to them."""
import http.client
import math
import socket
import time
import tracing
import urllib.parse
from leaving import Watch
from limits import GivenUp, left
from parsing import values
from sending import Response
from timing import CONNECTION
from upstreams import Failed, Left

PASSING = (502, 503, 504)

class Payments:
    def __init__(self, url, upstream):
        self.url, self.upstream, self.watch = urllib.parse.urlsplit(url), upstream, Watch()

    def routes(self, waits):
        return (("/payments", "POST", lambda request: waits.call(self.pay, request)),
                ("/payments/{}", "GET", lambda request, number: waits.call(self.find, number)))

    def pay(self, request):
        keys = values(request.fields, b"idempotency-key")
        fields = {"Idempotency-Key": keys[0].decode("latin-1")} if len(keys) == 1 else {}
        return self.upstream.call(bool(fields), self.ask, "POST", "", request.body, {"Content-Type": "application/json", **fields})

    def find(self, number):
        return self.upstream.call(True, self.ask, "GET", "/" + urllib.parse.quote(number, safe=""), None, {})

    def ask(self, method, path, content, fields):
        seconds, fields = left(math.inf), {**fields, **tracing.fields()}
        end = time.monotonic() + seconds
        connection = http.client.HTTPConnection(self.url.hostname, self.url.port or 80, timeout=max(seconds, 0.001))
        try:
            try:
                connection.connect()
            except socket.timeout:
                raise GivenUp from None
            except OSError:
                raise Failed(502, "the payment service cannot be reached", sent=False) from None
            with self.watch.over(connection.sock, CONNECTION.get().socket, end) as watched:
                try:
                    connection.request(method, self.url.path.rstrip("/") + "/payments" + path, content, fields)
                    answer = connection.getresponse()
                    text = answer.read()
                except (OSError, ValueError, http.client.HTTPException) as failure:
                    text = failure
            return self.response(answer, text) if not watched.why and isinstance(text, bytes) else self.fail(watched.why, text)
        finally:
            connection.close()

    def fail(self, why, failure):
        if why == "left":
            raise Left
        if why == "late" or isinstance(failure, socket.timeout):
            raise GivenUp
        raise Failed(502, "the payment service has a fault")

    def response(self, answer, text):
        if answer.status >= 500:
            wait = answer.getheader("Retry-After", "").strip()
            seconds = int(wait) if wait.isascii() and wait.isdigit() and len(wait) < 10 else 0
            raise Failed(502, f"the payment service failed with status {answer.status}", passing=answer.status in PASSING, wait=seconds)
        return Response(answer.status, text, answer.getheader("Content-Type", "application/json"))
