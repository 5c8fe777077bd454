"""The command line of a server in another language: what is wrong with it is one line, and exit code 2."""
import os
import re
import sys

PROGRAM = os.path.splitext(os.path.basename(sys.argv[0]))[0]
FLAGS = {"--host": "127.0.0.1", "--port": "8080", "--access-log": "-", "--admin-port": None, "--read-timeout": "5000",
         "--max-body": "1048576"}

def refuse_to_start(reason):
    print(f"{PROGRAM}: {reason}", file=sys.stderr)
    sys.exit(2)

def read_flags(rest, known):
    """The flags by name; one whose default is a list may be given many times."""
    flags = dict(known)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in flags or not equals and not rest:
            refuse_to_start(f"{name!r} is unknown or has no value: there are {', '.join(known)}")
        value = value if equals else rest.pop(0)
        flags[name] = flags[name] + [value] if isinstance(known[name], list) else value
    return flags

def number(flags, name, least, most):
    if not re.fullmatch("[0-9]{1,18}", flags[name]) or not least <= int(flags[name]) <= most:
        refuse_to_start(f"{name} {flags[name]!r}: give a number from {least} to {most}")
    return int(flags[name])
