// Node, whose handler says what was read.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

let count = 0;
const server = createServer({ requestTimeout: 0, keepAliveTimeout: 600_000 }, (request, response) => {
    const content = [];
    request.on('data', piece => content.push(piece));
    request.on('end', () => {
        const all = Buffer.concat(content);
        const hash = createHash('sha256').update(all).digest('hex').slice(0, 12);
        response.setHeader('X-Read', `${++count} ${request.method} ${request.url} ${all.length} ${hash}`);
        response.setHeader('Content-Length', 0);
        response.end();
    });
});
server.maxRequestsPerSocket = 0;
server.listen(Number(process.argv[2]), '127.0.0.1');
