"""Ports of a server in another language whose bytes go to another server untouched."""
import re
import socket
import threading
import time
from contextlib import suppress
from edge.relaying import Relay, Side
from edge.wires import connect
from listening import PAUSE, listen
from sending import reset
from starting import number, refuse_to_start
from upstreams import Failed, Left

FORM = re.compile(r"([0-9]{1,5})=([^\s=:]+|\[[0-9A-Fa-f:.]+\]):([0-9]{1,5})")

def read_ports(flags):
    """The ports of all --tcp, which listen."""
    ports = []
    for text in flags["--tcp"]:
        found = FORM.fullmatch(text)
        if not found or int(found[1]) > 65535 or not 0 < int(found[3]) < 65536:
            refuse_to_start(f"--tcp {text!r}: give PORT=HOST:PORT, such as 5433=127.0.0.1:5432")
        ports.append(TcpPort(listen({**flags, "--tcp": found[1]}, "--tcp"), found[2], int(found[3]), flags))
    return ports

class TcpPort:
    def __init__(self, listening, host, port, flags):
        """listening: a listener and its URL."""
        self.listener, url = listening
        self.host, self.port = host.strip("[]"), port
        self.line = f"tcp on {url.removeprefix('http://')} to {host}:{port}"
        self.seconds, self.silence = (number(flags, flag, 1, 10 ** 9) / 1000 for flag in ("--upstream-timeout", "--tunnel-timeout"))
        self.room = threading.Semaphore(number(flags, "--tcp-connections", 1, 10 ** 15))
        self.changed, self.open, self.ends = threading.Condition(), {}, False  # open: the connection to the other server of each client, or None

    def start(self):
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            self.room.acquire()
            try:
                client = self.listener.accept()[0]
                with self.changed:
                    self.open[client] = None
                threading.Thread(target=self.serve, args=(client,), daemon=True).start()
            except (OSError, RuntimeError):
                if self.ends:
                    return
                self.room.release()
                time.sleep(PAUSE)

    def serve(self, client):
        try:
            with client, suppress(OSError):
                self.pass_on(client)
        finally:
            with self.changed:
                del self.open[client]
                self.changed.notify_all()
            self.room.release()

    def pass_on(self, client):
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            other = connect(self.host, self.port, client, time.monotonic() + self.seconds).socket
        except (Failed, Left):
            return reset(client)
        with other:
            with self.changed:
                self.open[client] = other
            Relay(Side(client), Side(other), self.silence).run()

    def close(self):
        """From now on, there are no new connections."""
        self.ends = True
        with self.listener, suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)  # which wakes its thread

    def drain(self, end):
        """Returns whether both sides have ended all connections by then; the rest is reset."""
        with self.changed:
            self.changed.wait_for(lambda: not self.open, max(0, end - time.monotonic()))
            rest = list(self.open.items())
            for connection in [connection for pair in rest for connection in pair if connection]:
                with suppress(OSError):
                    reset(connection)
        return not rest

class Together:
    """Ports that are drained in the same time."""
    def __init__(self, main, others):
        self.main, self.others = main, others

    def drain(self, seconds):
        end = time.monotonic() + seconds
        for port in self.others:
            port.close()
        whole = self.main.drain(seconds)
        return all([whole, *(port.drain(end) for port in self.others)])
