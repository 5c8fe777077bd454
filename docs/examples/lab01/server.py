import signal
import socket
from argparse import SUPPRESS, ArgumentParser

flags = ArgumentParser(usage=SUPPRESS, allow_abbrev=False)
flags.add_argument("--host", default="127.0.0.1")
flags.add_argument("--port", default=8080, type=int)
flags.add_argument("--access-log", default="-")
flags.add_argument("--read-timeout", default=5000, type=int)
given = flags.parse_args()
address = given.host, given.port
try:
    family = socket.AF_INET6 if ":" in given.host else socket.AF_INET
    listener = socket.create_server(address, family=family)
except (OSError, OverflowError, UnicodeError) as error:
    flags.error(f"{address}: {error}: give other flags")
host, port = listener.getsockname()[:2]
name = f"[{host}]" if ":" in host else host
print(f"lab01 listening on http://{name}:{port}", flush=True)
signal.pause()  # your accept loop goes here
