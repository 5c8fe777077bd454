"""Cache-Control in another language: its directives, in whatever lines and case they are."""
import re
from parsing import values

DIRECTIVE = re.compile(rb"""[ \t,]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:[ \t]*=[ \t]*("(?:[^"\\]|\\.)*"|[^,"]*))?[^,]*""")
LONGEST = 2 ** 31  # seconds

def directives(fields):
    """The values by name: None for a directive without one, or with two that differ, which is not valid."""
    found = {}
    for match in DIRECTIVE.finditer(b", ".join(values(fields, b"cache-control"))):
        name, value = match[1].lower().decode(), match[2]
        value = value and value.strip(b" \t").strip(b'"')
        found[name] = value if found.get(name, value) == value else None
    return found

def seconds(given, name):
    """The number of a directive; 0 if it is not valid."""
    value = given[name] or b""
    return min(int(value[:20]), LONGEST) if re.fullmatch(rb"[0-9]+", value) else 0
