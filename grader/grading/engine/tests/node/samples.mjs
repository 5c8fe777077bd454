// Lab 07's routes. CORS and the checkout, which no check of the engine loop asks for, are the Python server's.
import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { BINARY, JSON_TYPE, TEXT, problem, response } from "./sending.mjs";
import { PIECE, sleep } from "./waiting.mjs";

const BLOCK = Buffer.alloc(PIECE, "x");
let ids = 0;

function* letters(count) {
    for (let start = 0; start < count; start += PIECE) {
        yield BLOCK.subarray(0, count - start);
    }
}

function* rows(count) {
    let text = "[";
    for (let number = 1; number <= count; number++) {
        text += `${number > 1 ? "," : ""}{"id":${number},"name":"row ${number}"}`;
        if (text.length > 30000) {
            yield Buffer.from(text);
            text = "";
        }
    }
    yield Buffer.from(text + "]\n");
}

function* broken() {
    yield Buffer.from("so far all is well\n");
    throw new Error("the rest of this content cannot be made");
}

async function slow(millis) {
    await sleep(millis);
    return response(200, "Hello, world\n");
}

function header(request) {
    const found = /(?:^|&)value=([^&]*)/.exec(request.query ?? "");
    if (!found) {
        return problem(400, "give a value: /header?value=V");
    }
    const value = Buffer.from(found[1].replace(/%([0-9A-Fa-f]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 16))), "latin1");
    return response(200, "Hello, world\n", TEXT, undefined, { "X-Value": value.toString("latin1") });
}

function chosenStatus(status) {
    return [200, 204, 205, 304, 404, 410, 503].includes(status)
        ? response(status, STATUS_CODES[status] + "\n") : problem(404, "this route has no such status");
}

/** Each path has a method; `{}` is a whole number. */
const ROUTES = [
    ["/", "GET", () => response(200, "Hello, world\n")],
    ["/json", "GET", () => response(200, JSON.stringify({ id: ++ids, name: "Ada", tags: ["a", "b", "c"], ok: true }) + "\n", JSON_TYPE)],
    ["/rows/{}", "GET", (_, count) => response(200, rows(count), JSON_TYPE)],
    ["/bytes/{}", "GET", (_, count) => response(200, letters(count), BINARY, count)],
    ["/chunks/{}", "GET", (_, count) => response(200, letters(count), BINARY)],
    ["/whole/{}", "GET", (_, count) => response(200, Buffer.alloc(Math.min(count, 2 ** 20), "x"), BINARY)],
    ["/echo", "POST", request => response(200, request.body, new Map(request.fields).get("content-type") ?? BINARY)],
    ["/fields", "GET", request => response(200, Buffer.from(request.fields.map(field => field.join(": ") + "\n").join(""), "latin1"))],
    ["/no-content", "GET", () => response(204)],
    ["/slow/{}", "GET", (_, millis) => slow(millis)],
    ["/fail-midway", "GET", () => response(200, broken())],
    ["/header", "GET", header],
    ["/status/{}", "GET", (_, status) => chosenStatus(status)],
].map(([pattern, method, handler]) => ({ pattern: new RegExp(`^${pattern.replace("{}", "([0-9]{1,15})")}$`), method, handler }));

function route(request) {
    const wanted = request.method === "HEAD" ? "GET" : request.method;
    const path = request.path === null ? null : Buffer.from(unescape(request.path), "latin1").toString();
    const found = ROUTES.filter(each => path !== null && each.pattern.test(path));
    const chosen = found.find(each => each.method === wanted);
    if (chosen) {
        return chosen.handler(request, ...chosen.pattern.exec(path).slice(1).map(Number));
    }
    if (found.length > 0 || path === null) {
        const methods = found.flatMap(each => each.method === "GET" ? ["GET", "HEAD"] : [each.method]);
        const Allow = [...methods, "OPTIONS"].sort().join(", ");
        return request.method === "OPTIONS"
            ? response(204, "", TEXT, undefined, { Allow }) : problem(405, `this path allows ${Allow}`, { Allow });
    }
    const other = path.endsWith("/") ? path.slice(0, -1) : path + "/";
    if (ROUTES.some(each => each.method === wanted && each.pattern.test(other))) {
        return response(308, "", TEXT, undefined, { Location: other + (request.query === undefined ? "" : "?" + request.query) });
    }
    return problem(404, "no route matches this path");
}

export async function handle(request) {
    const given = request.fields.filter(([name]) => name === "x-request-id").map(([, value]) => value);
    let made;
    try {
        made = await route(request);
        if (Object.values(made.fields).some(value => /[\x00-\x08\x0a-\x1f\x7f]/.test(value))) {
            throw new Error("a value has a control character");
        }
    } catch {
        made = problem(500, "the server has a fault");
    }
    return marked(made, given.length === 1 && /^[A-Za-z0-9._-]{1,64}$/.test(given[0]) ? given[0] : randomUUID());
}

export function marked(response, identity) {
    Object.assign(response.fields, { "X-Request-Id": identity, "Vary": "Origin" });
    return response;
}
