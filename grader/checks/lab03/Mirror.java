package grader.checks.lab03;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.http.Answer;
import grader.clients.http.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the server says it understood of a request. A check looks only at the lines that it is about. */
final class Mirror {

    private Mirror() {}

    /** The line about a body. */
    static String body(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(ISO_8859_1));
            return "body: " + content.length() + " bytes sha-256 " + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * Expects that the response is a mirror, and that its lines with these labels are the expected ones, in order.
     *
     * @param labels such as `path query`, without colons
     */
    static Answer expect(Answer answer, String labels, List<String> expected) {
        answer.expectStatus(200);
        Set<String> wanted = Set.of(labels.split(" "));
        List<String> lines = answer.body().lines().map(Mirror::normal).toList();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (wanted.contains(lines.get(i).split(":", 2)[0])) {
                places.add(i);
            }
        }
        for (int i = 0; i < Math.max(expected.size(), places.size()); i++) {
            String line = i < expected.size() ? normal(expected.get(i)) : null;
            String came = i < places.size() ? lines.get(places.get(i)) : null;
            if (line == null || !line.equals(came)) {
                throw differs(answer, came == null ? lines.size() - 1 : places.get(i), line, came);
            }
        }
        return answer;
    }

    static Answer expect(Answer answer, String labels, String... expected) {
        return expect(answer, labels, List.of(expected));
    }

    private static AssertionError differs(Answer answer, int place, String line, String came) {
        int inAnswer = (int) answer.head().lines().count() + Math.max(0, place);
        String expected = line == null ? "no such line" : Bytes.brief(line);
        return answer.differs(inAnswer, 0, came == null ? 0 : came.length(), expected, came == null
                ? "expected the line '" + Bytes.brief(line) + "' in the mirror, but it is missing"
                : line == null ? "expected no line '" + Bytes.brief(came) + "' in the mirror"
                        : "expected the line '" + Bytes.brief(line) + "' in the mirror, got '" + Bytes.brief(came)
                                + "'");
    }

    /**
     * After the label of an empty value, the space may be missing. Hexadecimal digits may be in upper or lower case.
     */
    private static String normal(String line) {
        String stripped = line.replaceAll(": $", ":");
        return stripped.startsWith("body:") ? stripped.toLowerCase(Locale.ROOT) : stripped;
    }
}
