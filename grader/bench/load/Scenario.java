package grader.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;
import java.util.Optional;

/**
 * What is asked of each server, in the interface of lab 07; F1 and F2 are of lab 09's files, O1 of an overload, E1 and
 * those with TLS of an edge.
 */
public enum Scenario {

    S1("GET / on 64 kept connections", 64, 1, get("/"), Expected.HELLO),
    S2("GET / on 64 connections, 16 requests in one write", 64, 16, get("/"), Expected.HELLO),
    S3("GET / on a connection of its own, 64 at a time", 64, 1, close("/"), Expected.HELLO),
    S4("GET /json on 64 kept connections", 64, 1, get("/json"), Expected.JSON),
    S5("POST /echo of 1 KiB on 64 kept connections", 64, 1, post(1024), Expected.ECHO),
    S6("GET /bytes/65536 on 64 kept connections", 64, 1, get("/bytes/65536"), Expected.LETTERS),
    S7("GET / on 32 connections beside 5,000 idle ones", 32, 1, get("/"), Expected.HELLO),
    S8("GET /slow/10 on 500 kept connections: the handler sleeps for 10 ms", 500, 1, get("/slow/10"), Expected.HELLO),
    S9("GET / with twelve fields of a browser on 64 kept connections", 64, 1, browser(), Expected.HELLO),
    F1("GET of a file of 64 KiB on 64 kept connections", 64, 1, get("/files/65536"), Expected.LETTERS),
    F2("GET of a file of 10 MiB on 8 kept connections", 8, 1, get("/files/10485760"), Expected.LETTERS),
    O1("GET /slow/50, each on its own connection, 16 at a time", 16, 1, close("/slow/50"), Expected.HELLO),
    E1("POST /echo of 64 KiB on 64 kept connections", 64, 1, post(65536), Expected.LONG_ECHO),
    T1("GET / over TLS 1.3 on 8 kept connections", 8, 1, get("/"), Expected.HELLO),
    T2("TLS 1.3: a full handshake, 8 at a time", 8, 1, "", Expected.HELLO),
    T3("TLS 1.3: a resumed session, 8 at a time", 8, 1, "", Expected.HELLO);

    /** How many kept connections are idle in {@link #S7}. */
    public static final int IDLE = 5_000;
    private static final int SPARE = 500;

    public final String title;
    public final int connections;
    /** So many requests are written at once, and then so many answers are waited for. */
    final int depth;
    final String request;
    final Expected expected;

    Scenario(String title, int connections, int depth, String request, Expected expected) {
        this.title = title;
        this.connections = connections;
        this.depth = depth;
        this.request = request;
        this.expected = expected;
    }

    /** The bytes that are written at once. */
    byte[] bytes() {
        return request.repeat(depth).getBytes(US_ASCII);
    }

    /** Whether each request has a connection of its own. */
    boolean closes() {
        return this == S3 || this == O1;
    }

    /** Whether it is over TLS: clients then only have to be kept busy, and no times are measured. */
    public boolean isSecure() {
        return this == T1 || this == T2 || this == T3;
    }

    /** What is checked in its place: the check keeps whole responses, and has no room for one of {@link #F2}. */
    Scenario checked() {
        return this == F2 ? F1 : this;
    }

    public int idle() {
        return this == S7 ? IDLE : 0;
    }

    /** Why this process may not have as many connections as this takes, and some more; empty if it may. */
    public Optional<String> unfit() {
        int takes = connections + idle() + SPARE;
        long most = Descriptors.most();
        return most >= takes ? Optional.empty()
                : Optional.of(
                        String.format(Locale.ROOT,
                                "it takes %,d open files, and this shell allows %,d; ulimit -n %d raises that, where "
                                        + "the system lets you",
                                takes, most, 10_000));
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    }

    private static String close(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    }

    private static String post(int count) {
        return "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: " + count
                + "\r\n\r\n" + "e".repeat(count);
    }

    private static String browser() {
        return """
                GET / HTTP/1.1
                Host: shop.example:8080
                User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0
                Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
                Accept-Language: en-GB,en;q=0.7,de;q=0.3
                Accept-Encoding: identity
                Referer: http://shop.example:8080/shop/articles?category=books
                Connection: keep-alive
                Cookie: session=6f1c9a3e5b7d48f2; theme=dark; basket=3
                Upgrade-Insecure-Requests: 1
                Sec-Fetch-Dest: document
                Sec-Fetch-Mode: navigate
                Sec-Fetch-Site: same-origin

                """.replace("\n", "\r\n");
    }
}
