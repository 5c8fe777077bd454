import argparse, signal, socket

flags = argparse.ArgumentParser(usage=argparse.SUPPRESS, allow_abbrev=False)
flags.add_argument("--host", default="127.0.0.1")
flags.add_argument("--port", default=8080, type=int)
flags.add_argument("--access-log", default="-")
flags.add_argument("--read-timeout", default=5000, type=int)
given = flags.parse_args()
try:
    family = socket.AF_INET6 if ":" in given.host else socket.AF_INET
    listener = socket.create_server((given.host, given.port), family=family)
except (OSError, OverflowError, UnicodeError) as error:
    flags.error(f"--host {given.host} --port {given.port}: {error}: give other flags")
host, port = listener.getsockname()[:2]
print(f"lab01 listening on http://{f'[{host}]' if ':' in host else host}:{port}", flush=True)
signal.pause()  # your accept loop goes here
