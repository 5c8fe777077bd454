"""Lab 06's checkout and orders as routes of lab 07's Site, in another language."""
import json
import re
from urllib.parse import parse_qs
from parsing import values
from sending import Response, problem
from shop import Pricing, Problem, Shop, User, built_in_prices, no_constant
from starting import PROGRAM

USER = "([^:]+):([0-9]{1,18}):(yes|no)"
COUPON = "([^:]+):([0-9]{1,2}|100)"

def read_shop(flags, fields=dict):
    """fields: those of requests to the pricing service, see Pricing."""
    users = [re.fullmatch(USER, given) for given in flags["--user"]]
    coupons = [re.fullmatch(COUPON, given) for given in flags["--coupon"]]
    return Shop({user[1]: User(int(user[2]), user[3] == "yes") for user in users},
                {coupon[1]: int(coupon[2]) for coupon in coupons},
                Pricing(flags["--pricing"] or built_in_prices(), int(flags["--pricing-timeout"]) / 1000, fields))

def routes(shop, waits):
    return (("/checkout", "POST", lambda request: waits.call(answer, checkout, shop, request)),
            ("/orders/{}", "GET", lambda request, number: waits.call(answer, show, shop, number)))

def listing(shop, users, request):
    """The orders of the user whose token the request has, the newest first, page by page."""
    user = users.user_of(request)
    if not user:
        return problem(401, "a token is needed", WWW_Authenticate=f'Bearer realm="{PROGRAM}"')
    query = parse_qs((request.query or b"").decode("latin-1"), keep_blank_values=True)
    limit, before = query.get("limit", ["20"])[-1], query.get("before", [str(10 ** 17)])[-1]
    if not re.fullmatch("0*(100|[1-9][0-9]?)", limit) or not re.fullmatch("0*[1-9][0-9]{0,17}", before):
        return problem(400, "limit is a whole number from 1 to 100, and before is one of 1 or more")
    older = [order for order in reversed(list(shop.orders.values())) if order["user"] == user.name and int(order["orderId"]) < int(before)]
    page = [{**order, "number": int(order["orderId"])} for order in older[:int(limit)]]
    text = json.dumps({"orders": page, "next": page[-1]["number"] if len(older) > len(page) else None})
    return Response(200, text.encode() + b"\n", "application/json")

def answer(handle, *arguments):
    try:
        return handle(*arguments)
    except Problem as failure:
        return Response(failure.status, json.dumps(failure.json).encode() + b"\n", "application/problem+json")

def checkout(shop, request):
    kind = b"".join(values(request.fields, b"content-type")).partition(b";")[0].strip().lower()
    if kind != b"application/json":
        raise Problem(415, "an order is application/json")
    try:
        order = json.loads(request.body.decode(), parse_constant=no_constant)
    except (ValueError, RecursionError):
        raise Problem(400, "this is not JSON") from None
    key = values(request.fields, b"idempotency-key")
    placed = shop.checkout(order, key[0].decode("latin-1") if key else None)
    return Response(201, json.dumps(placed).encode() + b"\n", "application/json", Location=f"/orders/{placed['orderId']}")

def show(shop, number):
    if number not in shop.orders:
        raise Problem(404, "there is no such order")
    return Response(200, json.dumps(shop.orders[number]).encode() + b"\n", "application/json")
