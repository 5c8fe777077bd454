import static java.nio.charset.StandardCharsets.UTF_8;

/** What lab 01 understands of a request: the method and the target of its first line. */
record RequestLine(String method, String target) {

    /**
     * Takes the first line of a head apart: `method SP target SP version` (RFC 9112 §3). UTF-8 is kept as it is. Empty
     * lines before it are refused here; from lab 03 on they are skipped (RFC 9112 §2.2).
     */
    static RequestLine parse(byte[] bytes, int length) {
        String line = new String(bytes, 0, length, UTF_8).lines().findFirst().orElse("");
        String[] parts = line.split(" ");
        if (parts.length != 3 || !parts[2].startsWith("HTTP/")) {
            throw new HttpException(400, "the first line is not: method, target, version");
        }
        return new RequestLine(parts[0], parts[1]);
    }

    /** What the server saw, as text. HEAD is answered as the same GET would be (RFC 9110 §9.3.2). */
    String echo() {
        return (method.equals("HEAD") ? "GET" : method) + " " + target + "\n";
    }
}
