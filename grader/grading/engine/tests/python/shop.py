"""The checkout of lab 06 for servers in another language: orders, users, coupons, and prices of another service."""
import hashlib
import http.client
import json
import re
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor, wait
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from limits import left

class Problem(Exception):
    """Ends a request: a status, a sentence, and further members of the problem's JSON."""
    def __init__(self, status, detail, **members):
        super().__init__(detail)
        self.status = status
        self.json = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **members}

class User:
    def __init__(self, limit, may_buy):
        self.limit, self.may_buy, self.spent = limit, may_buy, 0
        self.lock = threading.Lock()  # over what is spent
        self.keys = {}  # the Idempotency-Keys that came: a lock, and the order's hash and answer of a success

class Shop:
    def __init__(self, users, coupons, pricing):
        self.users, self.coupons, self.pricing = users, coupons, pricing
        self.orders, self.numbers, self.lock = {}, count(1), threading.Lock()

    def checkout(self, order, key):
        errors = list(self.errors(order))
        if errors:
            raise Problem(422, "; ".join(error["detail"] for error in errors), errors=errors)
        user = self.users.get(order["user"])
        if user is None:
            raise Problem(404, "there is no such user")
        if not user.may_buy:
            raise Problem(403, "this user may not buy")
        if key is None:
            return self.buy(user, order)
        with self.lock:
            entry = user.keys.setdefault(key, {"lock": threading.Lock()})
        with entry["lock"]:  # the second of two at once waits for the first
            value = hashlib.sha256(json.dumps(order, sort_keys=True).encode()).digest()
            if "answer" not in entry:  # only a success is kept
                entry.update(answer=self.buy(user, order), value=value)
            if entry["value"] != value:
                raise Problem(422, "this Idempotency-Key was used for another order")
            return entry["answer"]

    def errors(self, order):
        """Everything that is wrong with an order; null is missing."""
        def error(pointer, detail):
            return {"pointer": pointer, "detail": detail}
        if not isinstance(order, dict):
            yield error("", "an order is a JSON object")
            return
        if not is_text(order.get("user")):
            yield error("/user", "user is a text that is not blank")
        email = order.get("email")
        if email is None:
            yield error("/email", "missing email")
        elif not isinstance(email, str) or not re.search(r"[^@\s]@[^@\s]", email):
            yield error("/email", "an email has the form x@y")
        if order.get("coupon") is not None and not (is_text(order["coupon"]) and order["coupon"] in self.coupons):
            yield error("/coupon", "there is no such coupon")
        items = order.get("items")
        if not isinstance(items, list) or not items:
            yield error("/items", "items is a list of one item or more")
            return
        for i, item in enumerate(items):
            if not isinstance(item, dict):
                yield error(f"/items/{i}", "an item is an object")
                continue
            if not is_text(item.get("sku")):
                yield error(f"/items/{i}/sku", "a sku is a text that is not blank")
            if type(item.get("quantity")) is not int or item["quantity"] < 1:  # a bool is an int, too
                yield error(f"/items/{i}/quantity", "a quantity is a whole number from 1")

    def buy(self, user, order):
        prices = self.pricing.prices([item["sku"] for item in order["items"]])
        total = sum(price * item["quantity"] for price, item in zip(prices, order["items"]))
        total -= total * self.coupons.get(order.get("coupon"), 0) // 100
        with user.lock:
            if user.spent + total > user.limit:
                raise Problem(409, "this is more than the user's limit allows", code="limit")
            user.spent += total
        with self.lock:
            number = str(next(self.numbers))
            items = [{"sku": item["sku"], "quantity": item["quantity"]} for item in order["items"]]
            self.orders[number] = {"orderId": number, "user": order["user"], "total": total, "items": items}
        return {"status": "success", "orderId": number, "total": total}

def is_text(value):
    return isinstance(value, str) and value.strip() != ""

def no_constant(name):
    raise ValueError(f"{name} is no JSON")

class Pricing:
    def __init__(self, url, seconds, fields=dict):
        """fields: a function that gives the fields to send; called by the thread that wants prices."""
        self.url, self.seconds, self.fields = urllib.parse.urlsplit(url), seconds, fields

    def prices(self, skus):
        """The prices of them all, asked for at the same time."""
        seconds = left(self.seconds)
        end = time.monotonic() + seconds
        connections = [http.client.HTTPConnection(self.url.hostname, self.url.port or 80, timeout=max(seconds, 0.001)) for _ in skus]
        pool, fields = ThreadPoolExecutor(len(skus)), self.fields()
        try:
            asked = [pool.submit(self.ask, *one, fields) for one in zip(connections, skus)]
            _, silent = wait(asked, max(0, end - time.monotonic()))
            if silent:
                raise Problem(504, "the pricing service did not answer in time")
            unknown = [i for i, one in enumerate(asked) if one.result() is None]
            if unknown:
                raise Problem(422, "not all of this is sold here", errors=[
                    {"pointer": f"/items/{i}/sku", "detail": "there is no such sku"} for i in unknown])
            return [one.result() for one in asked]
        except TimeoutError:
            raise Problem(504, "the pricing service did not answer in time") from None
        except (OSError, http.client.HTTPException, ValueError):
            raise Problem(502, "the pricing service has a fault") from None
        finally:
            pool.shutdown(wait=False)

    def ask(self, connection, sku, fields):
        try:
            connection.request("GET", self.url.path.rstrip("/") + "/prices/" + urllib.parse.quote(sku, safe=""), headers=fields)
            answer = connection.getresponse()
            if answer.status == 404:
                return None
            text = answer.read()
            price = json.loads(text) if answer.status == 200 else None
            if not isinstance(price, dict) or type(price.get("cents")) is not int or price["cents"] < 0:
                raise ValueError("this is no price")
            return price["cents"]
        finally:
            connection.close()

def built_in_prices():
    """For running alone: every sku costs as many cents as its characters say."""
    class Prices(BaseHTTPRequestHandler):
        def do_GET(self):
            sku = urllib.parse.unquote(self.path[len("/prices/"):])
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"sku": sku, "cents": 100 * len(sku)}).encode())

        def log_message(self, *_):
            pass
    server = ThreadingHTTPServer(("127.0.0.1", 0), Prices)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"
