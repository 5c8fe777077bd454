"""Lab 01's server in another language, as its page states it: blocking sockets, one client after another."""
import re
import signal
import socket
import sys
import time

MOST = 8192  # bytes of a head
REQUEST_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([^\x00-\x20\x7f]+) HTTP/1\.[0-9]")
TEXT = {"encoding": "utf-8", "errors": "surrogateescape"}  # bytes that are no UTF-8 come back as they were
FLAGS = {"--host": "127.0.0.1", "--port": "8080", "--access-log": "-", "--read-timeout": "5000"}

class Refused(Exception):
    """The client gets this status, and nothing is logged."""

def refuse_to_start(reason):
    print("lab01: " + reason, file=sys.stderr)
    sys.exit(2)

def read_flags(rest):
    flags = dict(FLAGS)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in flags or not equals and not rest:
            refuse_to_start(f"{name!r} is unknown or has no value: there are {', '.join(map(' '.join, FLAGS.items()))}")
        flags[name] = value if equals else rest.pop(0)
    return flags

def number(flags, name, least, most):
    if not re.fullmatch("[0-9]{1,9}", flags[name]) or not least <= int(flags[name]) <= most:
        refuse_to_start(f"{name} {flags[name]!r}: give a number from {least} to {most}")
    return int(flags[name])

def open_log(name):
    try:
        return None if name == "off" else sys.stdout if name == "-" else open(name, "a", **TEXT)
    except OSError as error:
        refuse_to_start(f"--access-log {name!r} cannot be written ({error.strerror}): give another file, - or off")

def listen(host, port):
    try:
        family, kind, _, _, address = socket.getaddrinfo(host or "no host", port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a second start works at once
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)  # :: takes IPv4 clients, too
        listener.bind(address)
        listener.listen(50)
        return listener
    except (OSError, UnicodeError) as error:
        refuse_to_start(f"cannot listen on {host!r}, port {port} ({error}): free it, or give another --host or --port")

def read_head(connection, seconds):
    deadline = time.monotonic() + seconds
    head = b""
    while b"\r\n\r\n" not in head:
        if len(head) == MOST:
            raise Refused("431 Request Header Fields Too Large")
        left = deadline - time.monotonic()
        if left <= 0:
            raise Refused("408 Request Timeout")
        connection.settimeout(left)
        try:
            piece = connection.recv(MOST - len(head))
        except socket.timeout:
            continue
        if not piece:
            raise ConnectionError("the client has left")
        head += piece
    return head.partition(b"\r\n\r\n")[0]

def answer(connection, status, text, has_body=True):
    body = text.encode(**TEXT)
    lines = (f"HTTP/1.1 {status}", time.strftime("Date: %a, %d %b %Y %H:%M:%S GMT", time.gmtime()),
             "Content-Type: text/plain; charset=utf-8", f"Content-Length: {len(body)}", "Connection: close", "", "")
    connection.sendall("\r\n".join(lines).encode("ascii") + (body if has_body else b""))

def serve(connection, seconds, log):
    try:
        request = REQUEST_LINE.fullmatch(read_head(connection, seconds).split(b"\r\n")[0])
        if not request:
            raise Refused("400 Bad Request")
        method, target = (part.decode(**TEXT) for part in request.groups())
        if log:
            print(method, target, file=log, flush=True)
        shown = "GET" if method == "HEAD" else method  # HEAD has the head of the same GET
        answer(connection, "200 OK", f"{shown} {target}\n", has_body=method != "HEAD")
    except Refused as refused:
        answer(connection, str(refused), f"{refused}\n")
    finish(connection)

def finish(connection):
    """Ends the sending side and reads for a moment: else a reset may overtake the answer."""
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(2)
    end = time.monotonic() + 8  # and at most 2 s of silence
    while time.monotonic() < end and connection.recv(MOST):
        pass

def main():
    sys.stdout.reconfigure(**TEXT)
    flags = read_flags(sys.argv[1:])
    seconds = number(flags, "--read-timeout", 1, 999_999_999) / 1000
    log = open_log(flags["--access-log"])
    try:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.default_int_handler)  # raises KeyboardInterrupt, whatever is being done
        with listen(flags["--host"], number(flags, "--port", 0, 65535)) as listener:
            host, port = listener.getsockname()[:2]
            print(f"lab01 listening on http://{'[' + host + ']' if ':' in host else host}:{port}", flush=True)
            while True:
                try:
                    with listener.accept()[0] as connection:
                        serve(connection, seconds, log)
                except OSError:
                    pass  # this client's trouble: the next one is served
    except KeyboardInterrupt:
        print("stopped", flush=True)

main()
