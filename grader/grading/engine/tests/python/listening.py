"""What servers in another language do beside HTTP: they listen, log, see a client off, and end at a signal."""
import os
import signal
import socket
import sys
import threading
import time
import waiting
from starting import PROGRAM, number, refuse_to_start

PAUSE = 0.1  # seconds, when there are no more descriptors or threads: some will come back

output_lock = threading.Lock()

def open_log(name):
    try:
        return None if name == "off" else sys.stdout if name == "-" else open(name, "a")
    except OSError as error:
        refuse_to_start(f"--access-log {name!r} cannot be written ({error.strerror}): give another file, - or off")

def listen(flags, flag):
    host, port = flags["--host"] or "no host", number(flags, flag, 0, 65535)
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, UnicodeError) as error:
        refuse_to_start(f"cannot listen on --host {host!r}, {flag} {port} ({error}): free it, or give another one")
    host, port = listener.getsockname()[:2]
    return listener, f"http://{'[' + host + ']' if ':' in host else host}:{port}"

def accept(listener, service, most=10 ** 6):
    """A thread for each client, at most so many at a time: it calls `service` with the connection."""
    room = threading.Semaphore(most)

    def serve(connection):
        try:
            service(connection)
        finally:
            room.release()

    while True:
        room.acquire()
        try:
            connection = listener.accept()[0]
            threading.Thread(target=serve, args=(connection,), daemon=True).start()
        except (OSError, RuntimeError):
            room.release()
            time.sleep(PAUSE)

def port(what, flags, flag, service):
    """For serve_until_signal: a port whose connections go to `service`."""
    listener, url = listen(flags, flag)
    return what, url, lambda: accept(listener, service)

def see_off(connection):
    waiting.finish(waiting.see_off(waiting.Blocking(connection)))

def serve_until_signal(ports, end=lambda: None):
    """Serves until a signal.

    ports: what each is called, its URL, and a function that serves it for ever.
    end: called before the last line is written.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))  # the threads, too: see sigwait
    for what, url, forever in ports:
        print(f"{PROGRAM} {what} on {url}", flush=True)
        threading.Thread(target=forever, daemon=True).start()  # after the line: a child of a fork would keep its lock
    signal.sigwait((signal.SIGINT, signal.SIGTERM))
    end()
    with output_lock:
        print("stopped", flush=True)
        os._exit(0)  # with the lock held: no thread writes after that line
