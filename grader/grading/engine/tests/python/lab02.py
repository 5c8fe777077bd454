"""Lab 02's server in another language, as its page states it: one thread accepts, others serve."""
import contextlib
import json
import os
import queue
import re
import signal
import socket
import struct
import sys
import threading
import time

MOST = 8192  # bytes of a head
LEAVING = 256  # rejected clients at a time that get an answer
STOPS = {signal.SIGINT, signal.SIGTERM}
REQUEST_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([^\x00-\x20\x7f]+) HTTP/1\.[0-9]")
TEXT = {"encoding": "utf-8", "errors": "surrogateescape"}  # bytes that are no UTF-8 come back as they were
FLAGS = {"--host": "127.0.0.1", "--port": "8080", "--admin-port": None, "--access-log": "-", "--read-timeout": "5000",
         "--backlog": "128", "--workers": "8", "--queue": "16", "--overload": "wait", "--hold": "0"}

class Refused(Exception):
    """The client gets this status (and further fields), and nothing is logged."""

def refuse_to_start(reason):
    print("lab02: " + reason, file=sys.stderr)
    sys.exit(2)

def read_flags(rest):
    flags = dict(FLAGS)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in flags or not equals and not rest:
            refuse_to_start(f"{name!r} is unknown or has no value: there are {', '.join(FLAGS)}")
        flags[name] = value if equals else rest.pop(0)
    return flags

def number(flags, name, least, most=999_999_999):
    if not re.fullmatch("[0-9]{1,9}", flags[name]) or not least <= int(flags[name]) <= most:
        refuse_to_start(f"{name} {flags[name]!r}: give a number from {least} to {most}")
    return int(flags[name])

def open_log(name):
    try:
        return None if name == "off" else sys.stdout if name == "-" else open(name, "a", **TEXT)
    except OSError as error:
        refuse_to_start(f"--access-log {name!r} cannot be written ({error.strerror}): give another file, - or off")

def listen(flags, name, backlog):
    host, port = flags["--host"], number(flags, name, 0, 65535)
    try:
        family, kind, _, _, address = socket.getaddrinfo(host or "no host", port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a second start works at once
        listener.bind(address)
        listener.listen(backlog)
        return listener
    except (OSError, UnicodeError) as error:
        refuse_to_start(f"cannot listen on --host {host!r}, {name} {port} ({error}): free it, or give others")

def address_of(listener):
    host, port = listener.getsockname()[:2]
    return f"http://{'[' + host + ']' if ':' in host else host}:{port}"

def kernel_queue(listener):
    """Linux has depth and limit where the tcp_info of a connection has unacked and sacked."""
    info = sys.platform == "linux" and listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 32)
    return dict(zip(("depth", "limit"), struct.unpack("24x2I", info) if info else (None, None)))

def read_request(connection, seconds):
    head, deadline = b"", time.monotonic() + seconds
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
    request = REQUEST_LINE.fullmatch(head.split(b"\r\n")[0])
    if not request:
        raise Refused("400 Bad Request")
    return [part.decode(**TEXT) for part in request.groups()]

def answer(connection, status, text, has_body=True, kind="text/plain; charset=utf-8", more=()):
    body = text.encode(**TEXT)
    lines = (f"HTTP/1.1 {status}", time.strftime("Date: %a, %d %b %Y %H:%M:%S GMT", time.gmtime()),
             f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more, "Connection: close", "", "")
    connection.settimeout(2)
    connection.sendall("\r\n".join(lines).encode("ascii") + (body if has_body else b""))

def finish(connection):
    """Ends the sending side and reads for a moment: else a reset may overtake the answer."""
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(2)
    end = time.monotonic() + 8  # and at most 2 s of silence
    while time.monotonic() < end and connection.recv(MOST):
        pass

def talk(connection, say):
    with contextlib.suppress(OSError), connection:  # an error is this client's trouble: the next one is served
        try:
            say(connection)
        except Refused as refused:
            answer(connection, refused.args[0], refused.args[0] + "\n", more=refused.args[1:])
        finish(connection)

def in_a_thread(method, *arguments):
    threading.Thread(target=method, args=arguments, daemon=True).start()

def accept(listener, use):
    while True:
        try:
            use(listener.accept()[0])  # which is closed by the garbage collector
        except (OSError, RuntimeError):  # no descriptor left, or no thread: who could free some needs the processor
            time.sleep(0.1)

class Server:
    def __init__(self, flags):
        self.seconds, self.hold = number(flags, "--read-timeout", 1) / 1000, number(flags, "--hold", 0) / 1000
        self.workers, places = number(flags, "--workers", 1, 10_000), number(flags, "--queue", 0)
        if flags["--overload"] not in ("wait", "reject"):
            refuse_to_start(f"--overload {flags['--overload']!r}: give wait or reject")
        self.waits = flags["--overload"] == "wait"
        self.log, self.lock = open_log(flags["--access-log"]), threading.Lock()  # for the log, and for busy
        self.accepted = self.rejected = self.busy = 0  # only the acceptor changes the first two
        self.line = queue.SimpleQueue()
        self.room = threading.Semaphore(self.workers + places)  # so many are inside, in line or with a worker
        self.admin = listen(flags, "--admin-port", 50) if flags["--admin-port"] is not None else None
        self.listener = listen(flags, "--port", number(flags, "--backlog", 1))
        for _ in range(self.workers):
            in_a_thread(self.work)
        if self.admin:
            in_a_thread(accept, self.admin, lambda connection: in_a_thread(talk, connection, self.serve_admin))
            print("lab02 admin on " + address_of(self.admin), flush=True)
        in_a_thread(accept, self.listener, self.admit)
        print("lab02 listening on " + address_of(self.listener), flush=True)

    def admit(self, connection):
        self.accepted += 1
        if self.room.acquire(blocking=self.waits):
            self.line.put(connection)
        else:
            self.rejected += 1
            if threading.active_count() < self.workers + LEAVING:  # else it is closed without a word
                in_a_thread(talk, connection, self.reject)

    def reject(self, _):
        raise Refused("503 Service Unavailable", "Retry-After: 1")

    def work(self):
        while True:
            connection = self.line.get()
            with self.lock:
                self.busy += 1
            talk(connection, self.serve)
            with self.lock:
                self.busy -= 1
            self.room.release()

    def serve(self, connection):
        method, target = read_request(connection, self.seconds)
        if self.log:
            with self.lock:
                print(re.sub("[\x00-\x1f\x7f-\x9f]", "?", f"{method} {target}"), file=self.log, flush=True)
        time.sleep(self.hold)
        shown = "GET" if method == "HEAD" else method  # HEAD has the head of the same GET
        answer(connection, "200 OK", f"{shown} {target}\n", has_body=method != "HEAD")

    def serve_admin(self, connection):
        method, target = read_request(connection, self.seconds)
        if target in ("/live", "/ready"):
            answer(connection, "200 OK", "ok\n")
        elif target == "/queue":
            numbers = {"kernel": kernel_queue(self.listener), "handoff": self.line.qsize(), "busy": self.busy,
                       "accepted": self.accepted, "rejected": self.rejected}
            answer(connection, "200 OK", json.dumps(numbers) + "\n", kind="application/json")
        else:
            raise Refused("404 Not Found")

def main():
    sys.stdout.reconfigure(**TEXT)
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)  # for all threads: this one waits for them
    server = Server(read_flags(sys.argv[1:]))
    signal.sigwait(STOPS)
    with contextlib.suppress(OSError):
        server.listener.shutdown(socket.SHUT_RDWR)  # wakes accept, and a connect is refused from now on
    server.lock.acquire(timeout=1)  # no line comes after the last one
    print("stopped", flush=True)
    os._exit(0)  # waits for no client

main()
