// Given: nothing in this file is for you to write.
import static java.nio.charset.StandardCharsets.UTF_8;

/** The part of a request that lab 01 understands: the method and the target of the first line. */
record RequestLine(String method, String target) {

    /**
     * Parses the first line of a head: `method SP target SP version` (RFC 9112 §3). UTF-8 is kept as it is. Empty lines
     * before it are rejected here; from lab 03 on they are skipped (RFC 9112 §2.2).
     */
    static RequestLine parse(byte[] bytes, int length) {
        String line = new String(bytes, 0, length, UTF_8).lines().findFirst().orElse("");
        String[] parts = line.split(" ");
        if (parts.length != 3 || !parts[2].startsWith("HTTP/")) {
            throw new HttpException(400, "the first line must be: method, target, version");
        }
        return new RequestLine(parts[0], parts[1]);
    }

    /** Returns what the server saw, as text. A HEAD request is echoed as the same GET (RFC 9110 §9.3.2). */
    String echo() {
        return (method.equals("HEAD") ? "GET" : method) + " " + target + "\n";
    }
}
