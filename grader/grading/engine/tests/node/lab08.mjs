// Lab 08's engine loop in a third language: Node's plain sockets, with the framing of lab 07 over them.
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import { members, readRequest } from "./parsing.mjs";
import { handle, marked } from "./samples.mjs";
import { problem, send } from "./sending.mjs";
import { Connection, Ended, Late, Refused } from "./waiting.mjs";

const UNKNOWN = { method: "-", target: "-", old: false };

async function converse(connection) {
    for (let keeps = true; keeps;) {
        const began = performance.now();
        let request = UNKNOWN, made;
        try {
            request = await readRequest(connection);
        } catch (failure) {
            if (failure instanceof Refused) {
                made = marked(problem(failure.status, failure.message), randomUUID());
            } else if (failure instanceof Late && connection.begun) {
                made = marked(problem(408, "the rest of the request did not come in time"), randomUUID());
            } else if (failure instanceof Late) {
                return;
            } else {
                throw failure;
            }
        }
        if (made) {
            keeps = false;
        } else {
            made = await handle(request);
            const options = members(request, "connection");
            keeps = !options.includes("close") && (!request.old || options.includes("keep-alive"));
        }
        keeps = await send(connection, made, request, keeps);
        const size = request.method === "HEAD" ? 0 : made.length ?? 0;
        connection.settings.log(
            `${request.method} ${request.target} ${made.status} ${size} ${Math.round(performance.now() - began)} ${made.fields["X-Request-Id"]}\n`);
    }
}

async function serve(socket, settings) {
    const connection = new Connection(socket, settings);
    try {
        await converse(connection).catch(failure => {
            if (failure instanceof Late) {
                socket.resetAndDestroy(); // it does not read
            } else if (!(failure instanceof Ended)) {
                throw failure;
            }
        });
        await connection.seeOff();
    } catch (failure) {
        if (!(failure instanceof Late)) {
            console.error(failure);
        }
    } finally {
        socket.destroy();
    }
}

/** Node accepts whatever comes. A connection without room waits here, unread, instead of in the kernel. */
function listen(flags, settings) {
    const workers = number(flags, "--workers", 1, 10 ** 6);
    const waiting = [];
    let open = 0;

    function begin(socket) {
        open++;
        socket.on("close", () => {
            open--;
            if (waiting.length > 0) {
                begin(waiting.shift());
            }
        });
        serve(socket, settings);
    }

    const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, socket => {
        socket.on("error", () => {}); // that is this client's trouble: its end follows
        open < workers ? begin(socket) : waiting.push(socket);
    });
    const host = flags.get("--host"), port = number(flags, "--port", 0, 65535);
    server.on("error", error => refuse(`cannot listen on --host ${host}, --port ${port} (${error.message}): free it, or give another one`));
    server.listen(port, host, () => {
        const { address, family, port: bound } = server.address();
        process.stdout.write(`lab08 listening on http://${family === "IPv6" ? `[${address}]` : address}:${bound}\n`);
    });
}

const FLAGS = { "--host": "127.0.0.1", "--port": "8080", "--access-log": "-", "--max-body": "1048576", "--idle-timeout": "10000",
    "--request-timeout": "10000", "--write-timeout": "10000", "--engine": "loop", "--workers": "10000" };

function refuse(reason) {
    fs.writeSync(2, `lab08: ${reason}\n`);
    process.exit(2);
}

function readFlags(rest) {
    const flags = new Map(Object.entries(FLAGS));
    while (rest.length > 0) {
        const [, name, value = rest[1]] = /^([^=]*)(?:=(.*))?$/s.exec(rest[0]);
        if (!flags.has(name) || value === undefined) {
            refuse(`'${name}' is unknown or has no value: there are ${Object.keys(FLAGS).join(", ")}`);
        }
        rest = rest.slice(rest[0] === name ? 2 : 1);
        flags.set(name, value);
    }
    return flags;
}

function number(flags, name, least, most) {
    const text = flags.get(name);
    if (!/^[0-9]{1,15}$/.test(text) || Number(text) < least || Number(text) > most) {
        refuse(`${name} '${text}': give a number from ${least} to ${most}`);
    }
    return Number(text);
}

function openLog(name) {
    if (name === "off" || name === "-") {
        return name === "off" ? () => {} : line => process.stdout.write(line);
    }
    try {
        const file = fs.openSync(name, "a");
        return line => fs.writeSync(file, line);
    } catch (error) {
        return refuse(`--access-log '${name}' cannot be written (${error.message}): give another file, - or off`);
    }
}

function stop() {
    process.stdout.write("stopped\n", () => process.exit(0));
}

const flags = readFlags(process.argv.slice(2));
if (flags.get("--engine") !== "loop") {
    refuse(`--engine '${flags.get("--engine")}': this server has only the engine loop`);
}
const [idle, request, write] = ["idle", "request", "write"].map(name => number(flags, `--${name}-timeout`, 1, 10 ** 9));
process.on("SIGTERM", stop).on("SIGINT", stop);
listen(flags, { idle, request, write, maxBody: number(flags, "--max-body", 0, 10 ** 15), log: openLog(flags.get("--access-log")) });
