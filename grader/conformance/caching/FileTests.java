package grader.conformance.caching;

import static grader.conformance.requirements.TestCases.get;
import static java.nio.charset.StandardCharsets.US_ASCII;

import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.requirements.TestCase;
import grader.core.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The files that a server has below `/files/`, and what tests of them share. */
public final class FileTests {

    /** The first lab whose server has files. */
    public static final int LAB = 9;

    static final String TEXT = "/files/text.txt";
    static final String EMPTY = "/files/empty.txt";
    /** Its date is in the future. */
    static final String FUTURE = "/files/future.txt";
    /** 1,000 bytes: each four are a different number. */
    static final String BYTES = "/files/numbers.bin";
    static final int SIZE = 1000;

    private static final Instant CHANGED = Instant.parse("2024-02-29T12:34:56Z");
    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");
    private static final Map<String, String> CONTENTS = Map.of(
            TEXT, "A line that is easily compressed, as there are many like it.\n".repeat(100),
            EMPTY, "",
            FUTURE, "from the future\n",
            BYTES,
            IntStream.range(0, SIZE / 4)
                    .mapToObj(i -> String.format(Locale.ROOT, "%03d ", i))
                    .collect(Collectors.joining()));

    private FileTests() {}

    /** Writes the files into a folder, which a server then has at `/files/`. */
    public static void write(Path folder) {
        CONTENTS.forEach((path, content) -> {
            Path file = folder.resolve(path.substring("/files/".length()));
            try {
                Files.write(file, content.getBytes(US_ASCII));
                Files.setLastModifiedTime(file, FileTime.from(path.equals(FUTURE) ? LATER : CHANGED));
            } catch (IOException error) {
                throw UserError.of(error, "writing " + file);
            }
        });
    }

    /** What must be true of the response to a request, compared with the one to the plain request. */
    @FunctionalInterface
    interface Comparison {
        void check(Reply plain, Reply found);
    }

    /** What fields depend on, such as a tag. */
    @FunctionalInterface
    interface Fields {
        String of(String value);
    }

    /** With fields that depend on the text's tag. Without a tag, the requirement does not apply. */
    static TestCase withTag(Fields fields, Comparison right) {
        return wire -> {
            Reply plain = wire.control(get(TEXT, ""));
            right.check(plain, wire.ask(get(TEXT, fields.of(tag(plain)))));
        };
    }

    /** The same for a strong tag. */
    static TestCase withStrongTag(Fields fields, Comparison right) {
        return withTag(tag -> fields.of(strong(tag)), right);
    }

    /** With fields that depend on the text's `Last-Modified`. Without one, the requirement does not apply. */
    static TestCase withDate(Fields fields, Comparison right) {
        return wire -> {
            Reply plain = wire.control(get(TEXT, ""));
            right.check(plain, wire.ask(get(TEXT, fields.of(date(plain)))));
        };
    }

    static String tag(Reply reply) {
        return value(reply, "ETag");
    }

    static String date(Reply reply) {
        return value(reply, "Last-Modified");
    }

    static String strong(String tag) {
        if (tag.startsWith("W/")) {
            throw new NotApplicable("its tag is weak: " + tag);
        }
        return tag;
    }

    /** The value of a field that a server may leave out. */
    static String value(Reply reply, String name) {
        if (!reply.has(name)) {
            throw new NotApplicable("it has no " + name);
        }
        return reply.values(name).getFirst();
    }

    static void same(Reply plain, Reply found) {
        found.expect(plain.status()).expectBody(plain.body());
    }

    static void notModified(Reply plain, Reply found) {
        found.expect(304);
    }

    static void refused(Reply plain, Reply found) {
        found.expect(found.isClientError(), "412, or another refusal");
    }
}
