"""Connections of an edge in another language that go on with another protocol than HTTP."""
import time
from edge.passing import PassedResponse
from edge.relaying import Relay, Side
from edge.wires import connect
from limits import left
from parsing import HOST
from sending import Problem, Response
from starting import refuse_to_start

def read_connects(texts):
    for text in texts:
        if not HOST.fullmatch(text.encode("utf-8", "surrogateescape")) or not text.rpartition(":")[2].isdigit() or text.startswith(":"):
            refuse_to_start(f"--connect {text!r}: give HOST:PORT")
    return {text.lower() for text in texts}

class Tunnels:
    def __init__(self, waits, connects, seconds):
        """connects: where CONNECT may go. seconds: how long no byte may move."""
        self.waits, self.connects, self.seconds = waits, connects, seconds

    def through(self, connection, first, far):
        """Passes bytes between the client of a connection, of which these have come, and another Side."""
        make = getattr(connection, "side", None)
        Relay(make(first) if make else Side(connection.socket, first), far, self.seconds).run()

    def to_backend(self, passage):
        """The response for a backend that has agreed."""
        response = PassedResponse(passage.answer.head)
        response.received += [(b"Connection", b"upgrade"), (b"Upgrade", b"websocket")]

        async def tunnel(connection, first):
            await self.waits.call(self.through, connection, first, Side(passage.answer.wire.socket, passage.answer.first))
        response.tunnel, response.close = tunnel, passage.end
        return response

    async def connect(self, request, client, seconds):
        """The response to CONNECT."""
        if request.target.lower() not in self.connects:
            raise Problem(403, "CONNECT may not go there")
        host, _, port = request.target.rpartition(":")
        wire = await self.waits.call(connect, host.strip("[]"), int(port), client, time.monotonic() + left(seconds))
        response = Response(200, kind=None)

        async def tunnel(connection, first):
            await self.waits.call(self.through, connection, first, Side(wire.socket))
        response.tunnel, response.close = tunnel, wire.close
        return response
