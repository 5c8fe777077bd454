"""Lab 14's server in another language, as its page states it: lab 13's, or with routes an edge in front of other servers."""
import sys

sys.dont_write_bytecode = True  # the imports below leave nothing behind
import lab11
import lab13
from edge.certificates import Certificates
from edge.contents import Contents
from edge.secure import secured
from edge.sites import EdgeSite
from edge.tcp import Together, read_ports
from lab13 import LARGEST
from limiting import DESCRIPTORS, LimitedLoopPort, LimitedPort
from rooms import Budget
from settings import choice, text, whole
from starting import PROGRAM, number

KNOWN = {
    **lab13.KNOWN, "route": text([]), "backends": text([]), "trust": text([]), "connect": text([]),
    "upstream-connections": whole("1000", 1), "health-interval": whole("2000", 1, lab11.TIMEOUT),
    "health-timeout": whole("1000", 1, lab11.TIMEOUT), "health-rise": whole("2", 1, 10 ** 6), "health-fall": whole("3", 1, 10 ** 6),
    "eject-after": whole("5", 0, 10 ** 6), "eject-time": whole("5000", 1, lab11.TIMEOUT), "tls": text(None),
    "handshake-timeout": whole("5000", 1, lab11.TIMEOUT), "tcp": text([]), "tcp-connections": whole(str(DESCRIPTORS // 4), 1),
    "tunnel-timeout": whole("3600000", 1, lab11.TIMEOUT), "body-folder": text(None),
    "response-buffer": whole("1048576"), "response-budget": whole(str(lab13.MEMORY // 8)), "cache-bytes": whole(None)}

def secured_ports(certificates, seconds):
    class SecurePort(LimitedPort):
        drainable = secured(LimitedPort.drainable, certificates, seconds)

    class SecureLoopPort(LimitedLoopPort):
        looping = secured(LimitedLoopPort.looping, certificates, seconds)
    return SecurePort, SecureLoopPort

class Life(lab13.Life):
    def limits(self, flags):
        limits = super().limits(flags)
        if not flags["--route"]:
            return limits
        contents = Contents(Budget(number(flags, "--body-budget", 0, LARGEST)),
                            number(flags, "--max-memory-per-request", 0, LARGEST), flags["--body-folder"])
        return limits._replace(max_body=number(flags, "--max-body", 0, LARGEST), make_room=contents.make_room, methods=None)

    def new_site(self, flags, *others):
        if flags["--cache-bytes"] is None:  # then the cache of lab 09 has its default, and the edge has none
            flags = {**flags, "--cache-bytes": lab11.KNOWN["cache-bytes"].default if not flags["--route"] else "0"}
        return (EdgeSite if flags["--route"] else lab13.GuardedSite)(flags, *others)

    def make_site(self, flags):
        if flags["--tls"]:
            certificates, seconds = Certificates(flags["--tls"]), number(flags, "--handshake-timeout", 1, lab11.TIMEOUT) / 1000
            self.thread_port, self.loop_port = secured_ports(certificates, seconds)
        return super().make_site(flags)

    def shown(self, address, flags):
        return address.replace("http:", "https:") if flags["--tls"] else address

    def make_port(self, listener, site, limits, flags):
        others = read_ports(flags)
        for port in others:
            self.say(f"{PROGRAM} {port.line}")
            port.start()
        return Together(super().make_port(listener, site, limits, flags), others)

    def admin(self, request, limits):
        if request.path == b"/backends" and isinstance(self.site, EdgeSite):
            return 200, self.site.backends(), ("Content-Type: application/json",)
        return super().admin(request, limits)

if __name__ == "__main__":
    lab11.run(Life, KNOWN)
