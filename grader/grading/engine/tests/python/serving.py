"""What servers in another language share from lab 05 on: flags, log, ports, and connections by http.server of the standard library."""
import re
import socket
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import listening
from listening import output_lock, see_off, serve_until_signal
from starting import FLAGS, number, read_flags, refuse_to_start

class Request:
    """`method` and `target` are None for what could not be understood; `fields` is an email.message.Message."""
    def __init__(self, address, method=None, target=None, fields=None, body=b""):
        self.address, self.method, self.target, self.fields, self.body = address, method, target, fields, body

    def first(self, name):
        return self.fields.get(name) if self.fields is not None else None

class Response:
    def __init__(self, status, body="", kind="text/plain; charset=utf-8", **fields):
        self.status, self.body = status, body.encode()
        self.fields = {name.replace("_", "-"): value for name, value in fields.items()}
        if status != 204:
            self.fields["Content-Type"] = kind

class Conversation(BaseHTTPRequestHandler):
    protocol_version = default_request_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self):
        if self.request_version != "HTTP/1.0" and len(self.headers.get_all("Host", [])) != 1:
            return self.send_error(400, "a request has exactly one Host")
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not re.fullmatch("[0-9]{1,18}", length):
            return self.send_error(400, "a body here has a Content-Length")
        if int(length) > self.server.max_body:
            return self.send_error(413, f"a body has at most {self.server.max_body} bytes")
        target = self.requestline.split()[1]  # self.path is not quite as it came
        self.write(self.server.handle(Request(self.client_address[0], self.command, target, self.headers, self.rfile.read(int(length)))))

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = do_TRACE = answer

    def send_error(self, code, message=None, explain=None):
        """http.server calls it for whatever it cannot understand."""
        self.close_connection = True
        self.write(self.server.refuse(Request(self.client_address[0]), int(code), message or "not understood"))

    def write(self, response):
        lines = [f"HTTP/1.1 {response.status} {HTTPStatus(response.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in response.fields.items()]
        lines += [f"Content-Length: {len(response.body)}"] * (response.status != 204) + ["Connection: close"] * self.close_connection
        self.wfile.write("\r\n".join([*lines, "", ""]).encode("latin-1") + (b"" if self.command == "HEAD" else response.body))

    def finish(self):
        super().finish()
        see_off(self.connection)

class Server(ThreadingHTTPServer):
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass  # a client that left is its own trouble

def admin(request):
    return Response(200, "ok\n") if request.target in ("/live", "/ready") else Response(404, "there are /live and /ready\n")

def open_log(flags):
    """A function that writes one line."""
    file = listening.open_log(flags["--access-log"])

    def log(line):
        with output_lock:
            print(re.sub(r"[\x00-\x1f\x7f-\x9f]", "?", line), file=file, flush=True)
    return log if file else lambda line: None

def listen(flags, flag, handle, refuse):
    host, port = flags["--host"], number(flags, flag, 0, 65535)
    Server.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
    Conversation.timeout = number(flags, "--read-timeout", 1, 10 ** 9) / 1000
    try:
        server = Server((host, port), Conversation)
    except OSError as error:
        refuse_to_start(f"cannot listen on --host {host!r}, {flag} {port} ({error}): free it, or give another one")
    server.handle, server.refuse, server.max_body = handle, refuse, number(flags, "--max-body", 0, 10 ** 17)
    host, port = server.server_address[:2]
    return server, f"http://{'[' + host + ']' if ':' in host else host}:{port}"

def run(more_flags, make):
    """Serves until a signal.

    make: called with the flags; gives two functions, both of which return a Response: of a Request; and of a Request of
    which nothing was understood, a status and a reason.
    """
    flags = read_flags(sys.argv[1:], {**FLAGS, **more_flags})
    handle, refuse = make(flags)
    ports = [("listening", *listen(flags, "--port", handle, refuse))]
    if flags["--admin-port"] is not None:
        ports.insert(0, ("admin", *listen(flags, "--admin-port", admin, lambda request, status, why: Response(status, why + "\n"))))
    serve_until_signal([(what, url, server.serve_forever) for what, server, url in ports])
