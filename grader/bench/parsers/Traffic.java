package grader.bench.parsers;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The bytes that all parsers get. */
enum Traffic {

    CURL(false, Traffic.ofCurl()),
    BROWSER(false, Traffic.ofBrowser()),
    BROWSER_DECODED(true, Traffic.ofBrowser()),
    POST_1_KIB(false, Traffic.post()),
    CURL_PIPELINED_16(false, Traffic.ofCurl().repeat(16));

    /** Whether each field is asked for as Strings. */
    final boolean decode;
    final byte[] bytes;

    Traffic(boolean decode, String text) {
        this.decode = decode;
        this.bytes = text.getBytes(US_ASCII);
    }

    private static String ofCurl() {
        return lines("""
                GET /hello HTTP/1.1
                Host: 127.0.0.1:8080
                User-Agent: curl/8.14.1
                Accept: */*

                """);
    }

    private static String ofBrowser() {
        return lines("""
                GET /shop/articles?category=books&page=2 HTTP/1.1
                Host: shop.example:8080
                User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0
                Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
                Accept-Language: en-GB,en;q=0.7,de;q=0.3
                Accept-Encoding: gzip, deflate, br, zstd
                Referer: http://shop.example:8080/shop/articles?category=books
                Connection: keep-alive
                Cookie: session=6f1c9a3e5b7d48f2; theme=dark; basket=3
                Upgrade-Insecure-Requests: 1
                Sec-Fetch-Dest: document
                Sec-Fetch-Mode: navigate
                Sec-Fetch-Site: same-origin

                """);
    }

    private static String post() {
        return lines("""
                POST /checkout HTTP/1.1
                Host: 127.0.0.1:8080
                User-Agent: curl/8.14.1
                Accept: */*
                Content-Type: application/json
                Content-Length: 1024

                """) + "0123456789abcdef".repeat(64);
    }

    private static String lines(String text) {
        return text.replace("\n", "\r\n");
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
