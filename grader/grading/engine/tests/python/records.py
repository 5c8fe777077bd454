"""What a server in another language notes about a request that has ended: for a line of its log, and for /slow."""
import json
import re
from datetime import datetime, timezone
from urllib.parse import unquote_plus

SECRETS = {"token", "password", "key"}

def record(exchange, response):
    return {
        "time": datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "id": response.fields["X-Request-Id"].decode(), "client": exchange.client, "user": exchange.user,
        "method": exchange.method, "target": exchange.target, "route": exchange.pattern, "status": response.status,
        "bytes": response.sent, "outcome": "complete" if response.whole else exchange.failure or "broken-by-server",
        "ms": exchange.total() / 1e6, "parts": exchange.millis(), "agent": exchange.agent,
        **(exchange.trace.members() if exchange.trace else {})}

def json_line(record):
    return json.dumps(record).replace("\x7f", "\\u007f")  # which is a control character, too

def text_line(record):
    """As lab 05's page states it."""
    names = ("method", "target", "status", "bytes", "ms", "id")
    return " ".join(str(int(record[name]) if name == "ms" else record[name]) for name in names)

def without_secrets(target):
    """The values of parameters whose names say that they are secrets are replaced."""
    path, mark, query = target.partition("?")
    return path + mark + "&".join(map(without_secret, query.split("&")))

def without_secret(parameter):
    name, equals, _ = parameter.partition("=")
    words = re.split(r"[\W_]+", unquote_plus(name).lower())
    return name + "=***" if equals and SECRETS.intersection(words) else parameter
