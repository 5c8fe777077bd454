// Requests as lab 03's page states them.
import net from "node:net";
import { Refused, bytes } from "./waiting.mjs";

const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"];
const EMPTY_LINES = 8, METHOD = 32, TARGET = 8192, FIELD_LINES = 100, FIELD_BYTES = 16384, SIZE_DIGITS = 256, EXTENSIONS = 4096;
const HOST = /^(?:[A-Za-z0-9._~!$&'()*+,;=%-]*|\[([0-9A-Fa-f:.]+)\])(?::[0-9]*)?$/;
const WORD = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/.source, QUOTED = /"(?:[\t !#-\[\]-~\x80-\xff]|\\[\t -~\x80-\xff])*"/.source;
const EXTENSIONS_FORM = new RegExp(`^(?:[ \\t]*;[ \\t]*${WORD}(?:[ \\t]*=[ \\t]*(?:${WORD}|${QUOTED}))?)*$`);
const DIGIT = bytes(["0", "9"]), HEX_DIGIT = bytes(["0", "9"], ["A", "F"], ["a", "f"]);
const TOKEN = bytes(["0", "9"], ["A", "Z"], ["a", "z"], ...[..."!#$%&'*+-.^_`|~"].map(each => [each]));
const CR = bytes(["\r"]), DOT = bytes(["."]), SPACE = bytes([" "]), COLON = bytes([":"]), NONE = bytes();
const VISIBLE = bytes(["!", "\""], ["$", "~"]), VALUE = bytes(["\t"], [" ", "~"], ["\x80", "\xff"]); // a target has no #

export async function readRequest(input) {
    const { settings } = input;
    input.begun = false;
    input.waitUntil(settings.idle);
    for (let i = 0; i < EMPTY_LINES && await input.nextIs(CR); i++) {
        await input.expect("\r\n", "an empty line is CR LF");
    }
    input.begun = !await input.nextIs(CR);
    input.waitUntil(settings.request);
    const head = await readHead(input);
    const length = framing(head, settings.maxBody);
    if (!head.old && members(head, "expect").includes("100-continue") && length !== 0 && input.there.length === 0) {
        await input.write(Buffer.from("HTTP/1.1 100 Continue\r\n\r\n"));
    }
    const body = [];
    for await (const size of sizes(input, length, settings.maxBody)) {
        for (let left = size; left > 0;) {
            await input.needSome();
            const piece = input.take(left);
            body.push(piece);
            left -= piece.length;
        }
    }
    if (length === null) {
        await readFields(input);
    }
    return { ...head, body: Buffer.concat(body) };
}

async function readHead(input) {
    const method = await input.run(TOKEN, METHOD, 501, "no method is that long");
    await input.oneOf(method === "" ? NONE : SPACE, "a request line begins with a method and one space");
    if (!METHODS.includes(method)) {
        throw new Refused(501, `the methods are ${METHODS.join(", ")}`);
    }
    const target = await input.run(VISIBLE, TARGET, 414, `a target has at most ${TARGET} bytes`);
    await input.expect(" ", "a target is of visible ASCII characters without #, and one space follows");
    const why = "a version is HTTP/, a digit, a dot, a digit; CR LF follows";
    await input.expect("HTTP/", why);
    const version = await input.oneOf(DIGIT, why) + await input.oneOf(DOT, why) + await input.oneOf(DIGIT, why);
    if (!version.startsWith("1.")) {
        throw new Refused(505, "only HTTP/1.0 and HTTP/1.1 are spoken here");
    }
    await input.expect("\r\n", why);
    const { path, query } = split(method, target);
    const head = { method, target, path, query, old: version === "1.0", fields: await readFields(input) };
    const hosts = head.fields.filter(([name]) => name === "host").map(([, value]) => value);
    if (hosts.length > 1 || hosts.length === 0 && !head.old || !hosts.every(isHost)) {
        throw new Refused(400, "a request has exactly one Host: a name or an address, and perhaps a port");
    }
    return head;
}

function split(method, target) {
    if (target === "*" && method === "OPTIONS") {
        return { path: null };
    }
    const relative = /^(\/[^?]*)(?:\?(.*))?$/.exec(target);
    if (relative) {
        return { path: relative[1], query: relative[2] };
    }
    const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?:][^/?]*)([^?]*)(?:\?(.*))?$/.exec(target);
    if (!absolute || !isHost(absolute[1])) {
        throw new Refused(400, "a target is a path, an absolute URI, or * for OPTIONS");
    }
    return { path: absolute[2] || "/", query: absolute[3] };
}

/** Field lines up to the empty line, as pairs of name and value. */
async function readFields(input) {
    const fields = [], many = `more than ${FIELD_LINES} field lines, or ${FIELD_BYTES} bytes of them`;
    let left = FIELD_BYTES;
    while (!await input.nextIs(CR)) {
        if (fields.length === FIELD_LINES) {
            throw new Refused(431, many);
        }
        const name = await input.run(TOKEN, left, 431, many);
        await input.oneOf(name === "" ? NONE : COLON, "a field line is a name, a colon at once, and a value");
        const value = await input.run(VALUE, left - name.length, 431, many);
        await input.expect("\r\n", "a field line has no control characters and ends in CR LF");
        fields.push([name.toLowerCase(), value.replace(/^[ \t]+|[ \t]+$/g, "")]);
        left = Math.max(0, left - name.length - value.length - ":\r\n".length);
    }
    await input.expect("\r\n", "an empty line is CR LF");
    return fields;
}

/** All members of the lists in the fields of that name, in lower case. */
export function members(head, name) {
    return head.fields.filter(([each]) => each === name)
        .flatMap(([, value]) => value.split(",").map(member => member.trim().toLowerCase()));
}

function isHost(text) {
    const host = HOST.exec(text);
    return host !== null && (host[1] === undefined || net.isIPv6(host[1]));
}

/** The length of the body, or null if it is chunked. */
function framing(head, maxBody) {
    const codings = members(head, "transfer-encoding"), lengths = members(head, "content-length");
    if (codings.length > 0 && (lengths.length > 0 || head.old)) {
        throw new Refused(400, "Transfer-Encoding comes with Content-Length, or in HTTP/1.0");
    }
    if (codings.length > 0 && (codings.length > 1 || codings[0] !== "chunked")) {
        throw new Refused(501, "the only Transfer-Encoding here is chunked");
    }
    if (!lengths.every(each => /^[0-9]+$/.test(each)) || new Set(lengths.map(BigInt)).size > 1) {
        throw new Refused(400, "a Content-Length is digits, and the same number each time");
    }
    const length = Number(lengths[0] ?? 0);
    if (length > maxBody) {
        throw new Refused(413, `a body has at most ${maxBody} bytes`);
    }
    return codings.length > 0 ? null : length;
}

/** The length of a body if it is known, or the sizes of all chunks. The caller reads the data of each before it asks for the next. */
async function* sizes(input, length, left) {
    if (length !== null) {
        yield length;
        return;
    }
    let extensions = EXTENSIONS;
    while (true) {
        let size = 0;
        for (let digits = 1; digits === 1 || await input.nextIs(HEX_DIGIT); digits++) {
            size = 16 * size + parseInt(await input.oneOf(HEX_DIGIT, "a chunk's size is hexadecimal"), 16);
            if (size > left || digits > SIZE_DIGITS) {
                throw new Refused(413, "the chunks are too large, or a size has too many digits");
            }
        }
        const text = await input.run(VALUE, extensions, 400, "the chunk extensions are too long");
        if (!EXTENSIONS_FORM.test(text)) {
            throw new Refused(400, "after a chunk's size come CR LF or extensions: ;name, ;name=token or ;name=\"text\"");
        }
        extensions -= text.length;
        await input.expect("\r\n", "the line of a chunk's size ends in CR LF");
        if (size === 0) {
            return;
        }
        yield size;
        left -= size;
        await input.expect("\r\n", "the data of a chunk ends in CR LF");
    }
}
