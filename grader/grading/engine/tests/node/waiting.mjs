// A connection of Node's plain sockets, read byte by byte. It waits for its socket or a deadline, and never holds the thread.

export const PIECE = 65536;
const LINGER = 2000, LONGEST_LINGER = 8000; // milliseconds of silence, and in all
const LONGEST_TIMER = 2 ** 31 - 1;

/** The client gets this status and the reason, and the connection ends. */
export class Refused extends Error {
    constructor(status, reason) {
        super(reason);
        this.status = status;
    }
}

/** The client did not send, or did not read, in time. */
export class Late extends Error {}

/** The client sends no more, or has left. */
export class Ended extends Error {}

/** A set of bytes: of ranges, each from its first character to its last. */
export function bytes(...ranges) {
    const set = new Uint8Array(256);
    for (const [first, last = first] of ranges) {
        set.fill(1, first.charCodeAt(0), last.charCodeAt(0) + 1);
    }
    return set;
}

export const sleep = millis => new Promise(resolve => setTimeout(resolve, Math.min(millis, LONGEST_TIMER)));

/** The connection of one client. It waits for one thing at a time, and for at most so many milliseconds. */
export class Connection {
    constructor(socket, settings) {
        this.socket = socket;
        this.settings = settings;
        this.there = Buffer.alloc(0); // what has come and is not taken yet
        this.begun = false; // whether a part of a request has come
        this.ended = false;
        this.wake = () => {};
        socket.on("readable", () => this.wake());
        for (const event of ["end", "close"]) {
            socket.on(event, () => {
                this.ended = true;
                this.wake();
            });
        }
    }

    /**
     * Calls `start` with a function that ends the wait. In a turn of the loop, timers come before sockets: the client is
     * late only if nothing has come from its socket in the same turn.
     */
    within(millis, start) {
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => setImmediate(() => reject(new Late())), Math.min(millis, LONGEST_TIMER));
            start(error => {
                clearTimeout(timer);
                error ? reject(error) : resolve();
            });
        });
    }

    waitUntil(millis) {
        this.deadline = performance.now() + millis;
    }

    /** Returns some bytes; null at the end of input. */
    async receive(millis) {
        let piece = this.socket.read();
        if (piece === null && !this.ended) {
            await this.within(millis, done => {
                this.wake = done;
            });
            piece = this.socket.read();
        }
        return piece ?? (this.ended ? null : Buffer.alloc(0));
    }

    async needSome() {
        while (this.there.length === 0) {
            const left = this.deadline - performance.now();
            if (left <= 0) {
                throw new Late();
            }
            const piece = await this.receive(left);
            if (piece === null) {
                throw new Ended();
            }
            this.there = piece;
        }
    }

    /** Writes one piece after another. Each that the socket has taken restarts the client's time, and lets others go first. */
    async write(data) {
        for (let start = 0; start < data.length; start += PIECE) {
            const piece = data.subarray(start, start + PIECE);
            await this.within(this.settings.write, done => this.socket.write(piece, error => done(error && new Ended())));
            await new Promise(setImmediate);
        }
    }

    async seeOff() {
        this.socket.end();
        const end = performance.now() + LONGEST_LINGER;
        while (performance.now() < end && await this.receive(LINGER) !== null) {
            // Without reading, a reset may overtake the response.
        }
    }

    // What has come, byte by byte

    take(most) {
        const taken = this.there.subarray(0, most);
        this.there = this.there.subarray(most);
        return taken;
    }

    async nextIs(allowed) {
        await this.needSome();
        return allowed[this.there[0]] === 1;
    }

    async oneOf(allowed, why) {
        if (!await this.nextIs(allowed)) {
            throw new Refused(400, why);
        }
        return this.take(1).toString("latin1");
    }

    async expect(text, why) {
        for (const char of text) {
            await this.needSome();
            if (this.there[0] !== char.charCodeAt(0)) {
                throw new Refused(400, why);
            }
            this.take(1);
        }
    }

    /** All bytes of a set, up to the first other one; more than `most` are refused before that one comes. */
    async run(set, most, status, why) {
        let taken = "";
        while (true) {
            await this.needSome();
            const other = this.there.findIndex(byte => set[byte] === 0);
            taken += this.take(other < 0 ? this.there.length : other).toString("latin1");
            if (taken.length > most) {
                throw new Refused(status, why);
            }
            if (other >= 0) {
                return taken;
            }
        }
    }
}
