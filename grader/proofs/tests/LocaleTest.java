package grader.proofs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No text depends on the locale of the process that writes it. Each call says so itself: the same class may run in a
 * command, a worker, an IDE or next to a learner's server, and none of them has a locale of its own.
 */
class LocaleTest {

    private static final Path ROOT = Course.here().root();

    @Test
    void noCallDependsOnTheLocale() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String folder : List.of("solutions", "grader", "docs")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
                    sources.put(ROOT.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        assertEquals("", String.join("\n", LocaleCalls.in(sources)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"%d\".formatted(1)", "\"%s %,d\".formatted(\"\", 1)", "(\"a\" + \"%.1f\").formatted(1.0)",
            "unknown.formatted(1)", "String.format(\"%5d\", 1)", "String.format(\"%tF\", now)", "\"%S\".formatted(x)",
            "System.out.printf(\"%02d\", 1)", "x.toLowerCase()", "x.toUpperCase()", "map(String::toLowerCase)",
            "map(\"%d\"::formatted)", "DateTimeFormatter.ofPattern(\"EEE\")", "new SimpleDateFormat(\"EEE\")",
            "DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT)", "new DecimalFormat(\"0.0\")", "new Scanner(in)",
            "NumberFormat.getInstance()", "Locale.getDefault()", "new DateTimeFormatterBuilder().toFormatter()"})
    void dependOnTheLocale(String call) {
        assertEquals(1, LocaleCalls.in(Map.of("A.java", inAClass(call))).size(), call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"%s %-5s %x %n %%\".formatted(1, 2, 3)", "String.format(Locale.ROOT, \"%d\", 1)",
            "x.toLowerCase(Locale.ROOT)", "FORM.formatted(1)", "DateTimeFormatter.ofPattern(\"EEE\", Locale.ENGLISH)",
            "date.format(time)", "System.out.printf(Locale.ROOT, \"%d\", 1)", "test.getDisplayName()"})
    void doNot(String call) {
        assertEquals(List.of(), LocaleCalls.in(Map.of("A.java", inAClass(call))));
    }

    private static String inAClass(String call) {
        return "class A { String FORM = \"%s\"; Object a = " + call + "; }";
    }
}
