// Responses as lab 07's page states them: of bytes, or of pieces that are made while they are sent.
import { STATUS_CODES } from "node:http";

export const TEXT = "text/plain; charset=utf-8", JSON_TYPE = "application/json", BINARY = "application/octet-stream";

/** Its body is a Buffer, or an iterator of Buffers; then its length is a number, or undefined if it is unknown. */
export function response(status, body = "", type = TEXT, length = undefined, fields = {}) {
    const content = typeof body === "string" ? Buffer.from(body) : body;
    return {
        status, body: content, length: Buffer.isBuffer(content) ? content.length : length,
        fields: status === 204 ? fields : { "Content-Type": type, ...fields },
    };
}

export function problem(status, detail, fields = {}) {
    const text = JSON.stringify({ title: STATUS_CODES[status], status, detail });
    return response(status, text + "\n", "application/problem+json", undefined, fields);
}

/** Returns whether the connection goes on. */
export async function send(connection, response, request, keeps) {
    const bare = response.status === 204 || response.status === 304;
    const chunked = !bare && response.length === undefined && !request.old;
    const silent = bare || request.method === "HEAD" || response.status === 205;
    const delimited = !silent && response.length === undefined && request.old;
    keeps &&= !delimited;
    const lines = [`HTTP/1.1 ${response.status} ${STATUS_CODES[response.status]}`, `Date: ${new Date().toUTCString()}`,
        ...Object.entries(response.fields).map(([name, value]) => `${name}: ${value}`)];
    if (chunked) {
        lines.push("Transfer-Encoding: chunked");
    } else if (!bare && response.length !== undefined) {
        lines.push(`Content-Length: ${response.status === 205 ? 0 : response.length}`);
    }
    if (!keeps || request.old) {
        lines.push(`Connection: ${keeps ? "keep-alive" : "close"}`);
    }
    const head = Buffer.from(lines.join("\r\n") + "\r\n\r\n", "latin1");
    if (silent || Buffer.isBuffer(response.body)) {
        await connection.write(silent ? head : Buffer.concat([head, response.body]));
        return keeps;
    }
    await connection.write(head);
    const pieces = response.body;
    while (true) {
        let next;
        try {
            next = pieces.next();
        } catch {
            if (delimited) {
                connection.socket.resetAndDestroy(); // its end would look like the end of the content
            }
            return false;
        }
        if (next.done) {
            break;
        }
        const piece = next.value;
        await connection.write(chunked
            ? Buffer.concat([Buffer.from(piece.length.toString(16) + "\r\n"), piece, Buffer.from("\r\n")]) : piece);
    }
    if (chunked) {
        await connection.write(Buffer.from("0\r\n\r\n"));
    }
    return keeps;
}
