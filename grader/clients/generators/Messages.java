package grader.clients.generators;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes valid requests of every kind: forms of targets, methods, versions, fields, bodies. */
public final class Messages {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE");
    private static final String TOKEN = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String TARGET = "/abcXYZ019-._~%!$&'()*+,;=:@[]\"<>\\^`{|}";
    private static final String SPACES = " \t";

    private final Random random;

    public Messages(Random random) {
        this.random = random;
    }

    /** A message that all rules allow. */
    public Message any() {
        boolean old = random.nextInt(5) == 0;
        String version = "HTTP/1." + (old ? 0 : random.nextInt(4) > 0 ? 1 : 1 + random.nextInt(9));
        String method = one(METHODS);
        TargetText target = target(method);
        List<String> lines = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        boolean keeps = fields(lines, seen, old) && !old;
        BodyText body = BodyText.any(this, random, old);
        for (String line : body.fields()) {
            int place = random.nextInt(lines.size() + 1);
            lines.add(place, line);
            seen.add(place, seen(line));
        }
        String head = "\r\n".repeat(Math.max(0, random.nextInt(20) - 11)) + method + " " + target.text() + " " + version
                + "\r\n"
                + String.join("", lines) + "\r\n";
        return new Message((head + body.text()).getBytes(ISO_8859_1),
                new Seen(method, target.text(), target.path(), target.query(),
                        version, List.copyOf(seen), body.content(), body.trailers(), keeps));
    }

    /** @param path what a parser has to find in the text */
    private record TargetText(String text, String path, String query) {}

    private TargetText target(String method) {
        if (method.equals("OPTIONS") && random.nextBoolean()) {
            return new TargetText("*", null, null);
        }
        String query = random.nextBoolean() ? null : word(TARGET + "?", 0, 20);
        String end = query == null ? "" : "?" + query;
        if (random.nextInt(4) > 0) {
            String path = "/" + word(TARGET, 0, 20);
            return new TargetText(path + end, path, query);
        }
        String path = random.nextBoolean() ? "" : "/" + word(TARGET, 0, 20);
        String scheme = one(List.of("http", "HTTPS", "a+b-c.1", "x"));
        return new TargetText(scheme + "://" + host() + path + end, path, query);
    }

    private String host() {
        String name = one(
                List.of("localhost", "127.0.0.1", "[::1]", "[v1.a:b]", "a", "EXAMPLE.com", "a_b~c%41", "!$&'()*+,;="));
        return name + one(List.of("", "", ":", ":80", ":65535"));
    }

    /** Adds lines, and how they have to be seen; returns whether no field asks for the connection's end. */
    private boolean fields(List<String> lines, List<String> seen, boolean old) {
        boolean keeps = true;
        int host = random.nextInt(4);
        for (int i = 0, count = host + random.nextInt(5); i <= count; i++) {
            String line;
            if (i == host) {
                line = old && random.nextBoolean() ? field()
                        : line(anyCase("host"), random.nextInt(8) == 0 ? "" : host());
            } else if (random.nextInt(12) == 0) {
                String option = one(List.of("close", "CLOSE", "x, Close ,y", "\"x, close", "x=\"a, b\", close, \"",
                        "keep-alive", "closed", "x=\"a, close\", y", "x=\"\\\", close, \""));
                keeps &= List.of("keep-alive", "closed", "x=\"a, close\", y", "x=\"\\\", close, \"").contains(option);
                line = line(anyCase("connection"), option);
            } else {
                line = field();
            }
            lines.add(line);
            seen.add(seen(line));
        }
        return keeps;
    }

    /** A field that means nothing. */
    String field() {
        String name = "x" + word(TOKEN, 0, 8);
        int length = random.nextInt(4) == 0 ? 0 : random.nextInt(16);
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < length; i++) {
            value.append((char) switch (random.nextInt(8)) {
                case 0 -> '\t';
                case 1 -> ' ';
                case 2 -> 0x80 + random.nextInt(128);
                default -> '!' + random.nextInt(94);
            });
        }
        return line(name, value.toString());
    }

    String line(String name, String value) {
        return name + ":" + spaces() + value + spaces() + "\r\n";
    }

    String spaces() {
        return random.nextBoolean() ? "" : word(SPACES, 0, 3);
    }

    /** What a parser has to see in a line: the name in lower case, the value without the white space around it. */
    public static String seen(String line) {
        int colon = line.indexOf(':');
        int start = colon + 1;
        int end = line.length() - 2;
        while (start < end && SPACES.indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        while (start < end && SPACES.indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return line.substring(0, colon).toLowerCase(Locale.ROOT) + ": " + line.substring(start, end);
    }

    String anyCase(String text) {
        StringBuilder mixed = new StringBuilder();
        text.chars().forEach(c -> mixed.append(random.nextBoolean() ? (char) c : Character.toUpperCase((char) c)));
        return mixed.toString();
    }

    String word(String alphabet, int least, int most) {
        StringBuilder word = new StringBuilder();
        for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
