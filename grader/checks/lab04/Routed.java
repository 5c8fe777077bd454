package grader.checks.lab04;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import grader.http.Answer;
import grader.http.CheckFailed;
import java.util.ArrayList;
import java.util.List;

/** What a route answers: how it was written, then a line for each parameter. These may come in any order. */
final class Routed {

    private Routed() {}

    /** @param parameters such as `id: 42` */
    static void expect(Answer answer, String route, List<String> parameters) {
        answer.expectStatus(200);
        List<String> came = text(answer).lines().map(Routed::normal).toList();
        String first = "route: " + route;
        if (came.isEmpty() || !came.getFirst().equals(first)) {
            throw differs(answer, 0, first, came.isEmpty() ? null : came.getFirst());
        }
        List<String> missing = new ArrayList<>(parameters);
        for (int i = 1; i < came.size(); i++) {
            String line = came.get(i);
            if (!missing.removeIf(parameter -> normal(parameter).equals(line))) {
                throw differs(answer, i, missing.isEmpty() ? null : missing.getFirst(), line);
            }
        }
        if (!missing.isEmpty()) {
            throw differs(answer, came.size(), missing.getFirst(), null);
        }
    }

    /** Either may be missing: the line that was expected, or the one that came. */
    private static CheckFailed differs(Answer answer, int line, String expected, String came) {
        int inAnswer = (int) answer.head().lines().count() + line;
        return answer.differs(inAnswer, 0, came == null ? 0 : came.length(),
                expected == null ? "no such line" : expected,
                came == null ? "expected the line '" + expected + "', but it did not come"
                        : expected == null ? "expected no line '" + came + "', as the route has no such parameter"
                                : "expected the line '" + expected + "', got '" + came + "'");
    }

    static String text(Answer answer) {
        return new String(answer.body().getBytes(ISO_8859_1), UTF_8);
    }

    /** Behind the colon of an empty value the space may be missing. */
    private static String normal(String line) {
        return line.replaceFirst(":\\s*$", ":");
    }
}
