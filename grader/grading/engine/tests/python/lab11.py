"""Lab 11's server in another language, as its page states it: lab 09's with a checkout, over threads, in seven phases.

Its orders are in memory: it takes the flags of lab 10's database, and has none.
"""
import os
import signal
import sys
import threading

sys.dont_write_bytecode = True  # the imports below leave nothing behind
import buying
import conversing
import lab03
from draining import Port
from files import read_folder
from lab09 import CachingSite
from listening import listen, output_lock, port
from products import Products
from settings import SWITCH, Settings, choice, folder, text, url, whole
from starting import PROGRAM, number
from users import TOKEN
from waiting import blocking_waits

TIMEOUT = 10 ** 9

KNOWN = {
    "host": text("127.0.0.1", ".+", "give an address"), "port": whole("8080", 0, 65535),
    "admin-port": whole(None, 0, 65535), "access-log": text("-", ".+", "give a file, - or off"),
    "backlog": whole("128", 1), "workers": whole("10000", 1), "queue": whole("16"),
    "overload": choice("wait", "reject"), "watch-queue": SWITCH, "max-body": whole("1048576"),
    "idle-timeout": whole("10000", 1, TIMEOUT), "request-timeout": whole("10000", 1, TIMEOUT),
    "handler-timeout": whole("60000", 1, TIMEOUT), "write-timeout": whole("10000", 1, TIMEOUT),
    "engine": choice("thread"), "pool": whole("200", 1), "children": whole("20", 1), "gap": whole("0", 0, TIMEOUT),
    "origin": text([]), "token": text([], TOKEN.pattern, "give NAME:ROLE:SECRET"),
    "user": text([], buying.USER, "give ID:LIMIT:yes or ID:LIMIT:no"), "coupon": text([], buying.COUPON, "give CODE:PERCENT"),
    "pricing": url(None), "pricing-timeout": whole("1000", 1, TIMEOUT),
    "catalog": url("built-in"), "catalog-timeout": whole("5000", 1, TIMEOUT), "cache-ttl": whole("10000"),
    "cache-entries": whole("10000"), "cache-bytes": whole("16777216"), "preload": text([]), "files": folder(),
    "max-age": whole("0"), "database": text(None, "jdbc:(h2|postgresql):.*", "give jdbc:h2:… or jdbc:postgresql:…"),
    "database-user": text(None), "database-password": text(None), "database-timeout": whole("10000", 1, TIMEOUT),
    "pool-size": whole("10", 1), "pool-timeout": whole("1000"), "pool-idle-check": whole("500"), "pool-leak": whole("10000"),
    "drain-delay": whole("0", 0, TIMEOUT), "drain-timeout": whole("10000", 0, TIMEOUT), "config": text(None),
    "print-config": SWITCH}

SIGNALS = (signal.SIGINT, signal.SIGTERM)

class EndingSite(CachingSite):
    """What is handled when the server ends is the last response of its connection."""
    def __init__(self, flags, waits, ending, fields=dict):
        """fields: those of requests to the pricing service, see Pricing."""
        self.products = Products(flags)
        super().__init__(flags["--origin"], number(flags, "--gap", 0, TIMEOUT) / 1000, waits, self.products, read_folder(flags))
        self.shop, self.ending = buying.read_shop(flags, fields), ending
        self.add(*buying.routes(self.shop, waits))

    async def handle(self, request):
        response = await super().handle(request)
        response.last = self.ending.is_set()
        return response

class Life:
    """The phases. What later labs do in another way, they override."""
    def __init__(self):
        self.ending, self.ready = threading.Event(), False

    def say(self, line):
        with output_lock:
            print(line, flush=True)

    def enter(self, phase):
        self.ready = phase == "serve"
        self.say(f"{PROGRAM} phase {phase}")

    def await_signals(self):
        signal.sigwait(SIGNALS)
        self.ending.set()
        second = signal.sigwait(SIGNALS)
        os.write(2, f"{PROGRAM}: a second signal, {signal.Signals(second).name}: stopped without draining\n".encode())
        os._exit(1)

    def admin(self, request, _):
        if request.path == b"/ready":
            return (200, b"ready\n") if self.ready and not self.ending.is_set() else (503, b"not ready\n")
        return (200, b"ok\n") if request.path == b"/live" else (404, b"there are /live and /ready\n")

    def open_admin(self, flags):
        if flags["--admin-port"] is None:
            return
        limits = lab03.Settings(5, 0, None)
        what, address, forever = port("admin", flags, "--admin-port", lambda connection: lab03.serve(connection, self.admin, limits))
        threading.Thread(target=forever, daemon=True).start()
        self.say(f"{PROGRAM} {what} on {address}")

    def limits(self, flags):
        return conversing.settings(flags)

    def make_site(self, flags):
        return EndingSite(flags, blocking_waits(), self.ending)

    def shown(self, address, flags):
        """The URL of the main port."""
        return address

    def make_port(self, listener, site, limits, flags):
        return Port(listener, site, limits, number(flags, "--workers", 1, 10 ** 15))

    def serve(self, flags):
        """Returns the exit code."""
        self.enter("acquire")
        limits = self.limits(flags)
        self.open_admin(flags)
        site = self.make_site(flags)
        if self.ending.is_set():
            return 0
        self.enter("bind")
        listener, address = listen(flags, "--port")
        served = self.make_port(listener, site, limits, flags)
        self.say(f"{PROGRAM} listening on {self.shown(address, flags)}")
        self.enter("serve")
        self.ending.wait()
        self.enter("drain")
        threading.Event().wait(number(flags, "--drain-delay", 0, TIMEOUT) / 1000)
        if served.drain(number(flags, "--drain-timeout", 0, TIMEOUT) / 1000):
            return 0
        print(f"{PROGRAM}: connections were cut off after --drain-timeout {flags['--drain-timeout']}", file=sys.stderr, flush=True)
        return 1

    def live(self, flags):
        try:
            code = self.serve(flags)
        except SystemExit:
            self.enter("release")
            raise
        self.enter("release")
        self.end(code)

    def flush(self):
        """Called when it ends without having served."""

    def end(self, code):
        """Ends the process after its last line."""
        with output_lock:
            print("stopped", flush=True)
            os._exit(code)  # with the lock held: no thread writes after that line

def run(make_life, known):
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # the threads, too: see sigwait
    life = make_life()
    threading.Thread(target=life.await_signals, daemon=True).start()
    try:
        life.enter("configure")
        settings = Settings(known, sys.argv[1:], os.environ)
        if settings.mistakes:
            settings.refuse()
        if settings.is_on("print-config"):
            return life.say("\n".join(settings.lines()))
        life.live(settings.flags())
    finally:
        life.flush()

if __name__ == "__main__":
    run(Life, KNOWN)
