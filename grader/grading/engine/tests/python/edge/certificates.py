"""The certificates of a server in another language: a folder, at which it looks again and again."""
import os
import ssl
import sys
import threading
import time
from edge.hello import protocols
from starting import PROGRAM, refuse_to_start

LOOK = 0.7  # seconds between two looks; a change counts once two of them have seen the same
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
HTTP, NO_APPLICATION_PROTOCOL, INTERNAL_ERROR = "http/1.1", 120, 80

class Unusable(Exception):
    """Its arguments are a file, and why it cannot be used."""

def context():
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_ciphers(CIPHERS)
    made.set_alpn_protocols([HTTP])
    made.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_COMPRESSION | ssl.OP_CIPHER_SERVER_PREFERENCE
    return made

def refuse_password():
    raise ValueError("it is encrypted")

def load(folder, name):
    """A context with the certificate of a name. Ends with Unusable."""
    made, paths = context(), [os.path.join(folder, name + end) for end in (".crt", ".key")]
    try:
        certificate = ssl._ssl._test_decode_cert(paths[0])
    except (OSError, ValueError) as failure:
        raise Unusable(name + ".crt", reason(failure)) from None
    try:
        made.load_cert_chain(*paths, password=refuse_password)
    except (OSError, ValueError) as failure:
        raise Unusable(name + ".key", reason(failure)) from None
    if ssl.cert_time_to_seconds(certificate["notAfter"]) < time.time():
        warn(f"--tls {folder}: {name}.crt has expired: renew it")
    return made

def reason(failure):
    known = {"KEY_VALUES_MISMATCH": "it does not fit its certificate"}
    return known.get(getattr(failure, "reason", None)) or getattr(failure, "strerror", None) or str(failure)

def warn(line):
    print(f"{PROGRAM}: {line}", file=sys.stderr, flush=True)

class Certificates:
    def __init__(self, folder):
        self.folder, self.contexts = folder, {}  # by name
        self.seen = self.look()
        if self.seen is None:
            refuse_to_start(f"--tls {folder!r}: there is no such folder: make it, or give another one")
        for name in self.names():
            try:
                self.contexts[name.lower()] = load(folder, name)
            except Unusable as unusable:
                refuse_to_start("--tls {!r}: {} cannot be used ({}): replace it".format(folder, *unusable.args))
        if not self.contexts:
            refuse_to_start(f"--tls {folder!r}: there is no certificate: put HOST.crt and HOST.key there")
        self.base = context()  # for all connections, whose tickets therefore stay valid
        self.base.sni_callback = self.choose
        threading.Thread(target=self.watch, daemon=True).start()

    def look(self):
        """What the files are by now, by name; None if the folder cannot be read."""
        try:
            with os.scandir(self.folder) as entries:
                stats = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith((".crt", ".key")) and entry.name[0] != "."]
        except OSError:
            return None
        return {name: (stat.st_mtime_ns, stat.st_size, stat.st_ino) for name, stat in stats}

    def names(self):
        return sorted(file[:-4] for file in self.seen if file.endswith(".crt"))

    def watch(self):
        last = self.seen
        while True:
            time.sleep(LOOK)
            now = self.look()
            if now is not None and now == last and now != self.seen:
                self.reload(now)
            last = now

    def reload(self, now):
        before, self.seen = self.seen, now
        contexts = {}
        for name in self.names():
            kept, files = self.contexts.get(name.lower()), [name + ".crt", name + ".key"]
            try:
                same = kept and all(before.get(file) == now.get(file) for file in files)
                contexts[name.lower()] = kept if same else load(self.folder, name)
            except Unusable as unusable:
                warn("--tls {!r}: {} cannot be used ({}): what was there before stays in use".format(self.folder, *unusable.args))
                if kept:
                    contexts[name.lower()] = kept
        self.contexts = contexts or self.contexts

    def find(self, name):
        contexts, name = self.contexts, (name or "").lower()
        for each in (name, "*." + name.partition(".")[2], "default"):
            if each in contexts:
                return contexts[each]
        return next(iter(contexts.values()))

    def choose(self, connection, name, _):
        """Called by ssl with the name that a client asks for, or None. Returns an alert, or None."""
        offered = protocols(connection.hello)
        if offered is not None and HTTP.encode() not in offered:
            return NO_APPLICATION_PROTOCOL
        connection.context = self.find(name)
