// Lab 07's small routes on Node's own HTTP server, for `./jbang grade lab07 --cases --command 'node FILE'`.
import { createServer } from 'node:http';

const flag = (name, otherwise) => {
    const at = process.argv.indexOf(name);
    return at < 0 ? otherwise : process.argv[at + 1];
};

const routes = {
    'GET /': (request, response) => response.end('Hello, world\n'),
    'GET /no-content': (request, response) => response.writeHead(204).end(),
    'GET /status/503': (request, response) => response.writeHead(503).end('status 503\n'),
    'GET /fields': (request, response) => {
        const lines = request.rawHeaders.map((text, i) => text + (i % 2 ? '\n' : ': '));
        response.end(lines.join(''));
    },
    'GET /header': (request, response, query) => {
        response.setHeader('X-Value', query.get('value'));
        response.end('Hello, world\n');
    },
    'POST /echo': (request, response) => {
        const pieces = [];
        request.on('data', piece => pieces.push(piece));
        request.on('end', () => response.end(Buffer.concat(pieces)));
    },
};

const server = createServer({ connectionsCheckingInterval: 200 }, (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const slow = url.pathname.match(/^\/slow\/(\d+)$/);
    const route = slow ? routes['GET /'] : routes[`${request.method} ${url.pathname}`];
    if (!route) {
        request.resume();
        response.writeHead(404).end('not found\n');
        return;
    }
    setTimeout(() => {
        try {
            route(request, response, url.searchParams);
        } catch (error) {
            response.writeHead(500).end(`${error.message}\n`);
        }
    }, slow ? Number(slow[1]) : 0);
});
server.keepAliveTimeout = Number(flag('--idle-timeout', 10_000));
server.requestTimeout = Number(flag('--request-timeout', 10_000));
server.headersTimeout = server.requestTimeout;
server.on('clientError', (error, socket) => {
    const status = { HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
        ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout' }[error.code] ?? '400 Bad Request';
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
});
server.listen(Number(flag('--port', 8080)), flag('--host', '127.0.0.1'), () =>
    console.log(`lab07 listening on http://${server.address().address}:${server.address().port}`));
