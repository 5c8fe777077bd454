"""What an edge in another language says to a backend about the client and about itself."""
import ipaddress
import os
import re
from parsing import values
from starting import refuse_to_start

NAME = b"lab14-" + os.urandom(8).hex().encode()
SEEN = re.compile(rb"(?:^|,)[ \t]*[^ \t,]+[ \t]+" + NAME + rb"[ \t]*(?=[,(]|$)")
TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")

def read_trusted(texts):
    """The networks that --trust gives."""
    try:
        return [ipaddress.ip_network(text, strict=False) for text in texts]
    except ValueError as failure:
        refuse_to_start(f"--trust: {failure}: give an address or a network, such as 10.0.0.0/8")

def address_of(text):
    address = ipaddress.ip_address(text.partition("%")[0])
    return getattr(address, "ipv4_mapped", None) or address

def quoted(value):
    return value if TOKEN.fullmatch(value) else b'"' + value.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'

def has_passed(fields):
    """Whether this server has passed the request on before."""
    return bool(SEEN.search(b", ".join(values(fields, b"via"))))

class Forwarding:
    """The fields that say whose request it is."""
    names = (b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded")

    def __init__(self, trusted, scheme):
        self.trusted, self.scheme = trusted, scheme

    def fields(self, given, client, host):
        """given: the fields of the request. host: the one that it is for, or None."""
        address = address_of(client)
        known = any(address in network for network in self.trusted)
        before = {name: values(given, name) if known else [] for name in self.names}
        own = str(address).encode()
        node = own if address.version == 4 else b"[" + own + b"]"
        about = [b"for=" + quoted(node), b"proto=" + self.scheme] + ([b"host=" + quoted(host)] if host else [])
        yield b"x-forwarded-for", b", ".join([*before[b"x-forwarded-for"], own])
        yield b"x-forwarded-proto", b", ".join(before[b"x-forwarded-proto"]) or self.scheme
        named = b", ".join(before[b"x-forwarded-host"]) or host
        if named:
            yield b"x-forwarded-host", named
        yield b"forwarded", b", ".join([*before[b"forwarded"], b";".join(about)])

def via(old):
    return (b"1.0 " if old else b"1.1 ") + NAME
