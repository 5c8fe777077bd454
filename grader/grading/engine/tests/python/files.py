"""Files for a server in another language: those of one folder, and nothing outside of it."""
import os
import stat
import time
from contextlib import ExitStack
from functools import partial
import selecting
from dates import date_text
from paths import address, segments_of
from sending import Problem, Response
from starting import number, refuse_to_start

TYPES = {"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
         "txt": "text/plain; charset=utf-8", "json": "application/json", "svg": "image/svg+xml", "xml": "application/xml",
         "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
         "pdf": "application/pdf", "wasm": "application/wasm", "woff2": "font/woff2", "zip": "application/zip"}
PIECE = 65536
CAREFUL = os.O_NONBLOCK | os.O_NOFOLLOW  # waits for no pipe; links have been followed before

FLAGS = {"--files": None, "--max-age": "0"}

def read(file, first, count):
    file.seek(first)
    while count > 0:
        piece = file.read(min(count, PIECE))
        if not piece:
            raise RuntimeError("the file has become shorter")
        yield piece
        count -= len(piece)

def read_folder(flags):
    """A Folder, or None if no flag names it."""
    name, max_age = flags["--files"], number(flags, "--max-age", 0, 10 ** 15) // 1000
    if name is not None and not os.path.isdir(name):
        refuse_to_start(f"--files {name!r} is no folder: make it, or give another one")
    return Folder(os.path.realpath(os.fsencode(name)), max_age) if name is not None else None

class Folder:
    def __init__(self, root, max_age):
        """root: bytes, without links. max_age: in seconds."""
        self.root, self.max_age = root, max_age

    def locate(self, names):
        """The path without links. Nothing outside of the folder has one."""
        if "" in names or any("/" in name for name in names):
            raise Problem(404, "a file has a name, and no slash is in it")
        path = os.path.realpath(os.path.join(self.root, *[name.encode() for name in names]))
        if path != self.root and not path.startswith(os.path.join(self.root, b"")):
            raise Problem(404, "there is no such file")
        return path

    def get(self, request, segments):
        names = segments if segments[-1] else [*segments[:-1], "index.html"]
        try:
            file = open(self.locate(names), "rb", opener=lambda path, flags: os.open(path, flags | CAREFUL))
        except IsADirectoryError:
            if segments[-1]:
                return Response(308, kind=None, Location=address([*segments_of(request), ""], request.query))
            raise Problem(404, "there is no such file") from None
        except OSError:
            raise Problem(404, "there is no such file") from None
        with ExitStack() as stack:
            stack.enter_context(file)
            response = self.respond(request, names[-1], file)
            response.close = stack.pop_all().close
            return response

    def respond(self, request, name, file):
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise Problem(404, "this is not a file")
        kind = TYPES.get(name.rpartition(".")[2].lower() if "." in name else "", "application/octet-stream")
        marks = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)  # no program can choose the last
        tag = '"' + "-".join(f"{mark:x}" for mark in marks) + '"'
        modified = int(min(found.st_mtime, time.time()))
        fields = {"Last-Modified": date_text(modified), "Accept-Ranges": "bytes", "Cache-Control": f"max-age={self.max_age}"}
        return selecting.respond(request, selecting.Resource(kind, found.st_size, tag, modified, partial(read, file), fields))
