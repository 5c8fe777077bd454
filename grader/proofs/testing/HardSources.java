package grader.proofs.testing;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Short sources that take javac all the time or all the memory that it can get. */
public final class HardSources {

    private static final int PARTS = 60;

    /** `Cover.java`: to know whether its patterns cover all values takes most of a minute. */
    public static final String MANY_PATTERNS = manyPatterns();

    /** `Text.java`: its last constant has 2,000 million characters. */
    public static final String LONG_CONSTANTS = longConstants();

    private HardSources() {}

    private static String manyPatterns() {
        StringBuilder source = new StringBuilder("""
                class Cover {
                    sealed interface S permits A, B {}
                    record A() implements S {}
                    record B() implements S {}
                    record R(%s) {}
                    int of(R r) {
                        return switch (r) {
                """.formatted(list(i -> "S s" + i)));
        Random random = new Random(3);
        Set<Map<Integer, String>> cases = new LinkedHashSet<>();
        for (int n = 0; n < 900; n++) {
            cases.add(random.ints(0, PARTS)
                    .distinct()
                    .limit(3)
                    .boxed()
                    .collect(Collectors.toMap(i -> i, i -> i % 2 == random.nextInt(2) ? "A" : "B")));
        }
        cases.forEach(each -> source.append("case R(")
                .append(list(i -> each.getOrDefault(i, "S") + " _"))
                .append(") -> 1;\n"));
        return source.append("}; } }").toString();
    }

    private static String list(IntFunction<String> part) {
        return IntStream.range(0, PARTS).mapToObj(part).collect(Collectors.joining(", "));
    }

    private static String longConstants() {
        return "class Text { static final String A0 = \"" + "x".repeat(1000) + "\";"
                + IntStream.range(1, 22)
                        .mapToObj(i -> "static final String A" + i + " = A" + (i - 1) + " + A" + (i - 1) + ";")
                        .collect(Collectors.joining("\n"))
                + "}";
    }
}
