"""Lab 07's server in another language, as its page states it: blocking sockets, a thread for each client, a deadline for each wait.

The checkout, which no check of lab 07 asks for, is lab06.py's.
"""
import sys

sys.dont_write_bytecode = True  # the imports below leave nothing behind
from conversing import FLAGS, admin_ports, serve, settings
from listening import port, serve_until_signal
from samples import Site
from starting import read_flags
from waiting import Blocking, block, finish

def main():
    flags = read_flags(sys.argv[1:], FLAGS)
    chosen, site = settings(flags), Site(flags["--origin"], block)
    server = port("listening", flags, "--port", lambda connection: finish(serve(Blocking(connection), site, chosen)))
    serve_until_signal([*admin_ports(flags), server])

main()
