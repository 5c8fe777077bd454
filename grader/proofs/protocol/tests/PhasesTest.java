package grader.proofs.protocol.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import grader.core.course.Course;
import grader.core.source.Change;
import grader.proofs.protocol.HandlerProbe;
import grader.proofs.protocol.HttpParts;
import grader.proofs.protocol.Setting;
import grader.proofs.protocol.Subject;
import grader.proofs.protocol.Wire;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Which phase of lab 07's connection may follow which: its table, what happens, and the page's picture are the same.
 * The tests count what is borrowed from one pool, and note the phases in one set, so they run one after the other.
 */
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PhasesTest {

    private static final int CASES = 400;
    private static final Pattern ARROW = Pattern.compile("data-from=\"([A-Z ]+)\" data-to=\"([A-Z ]+)\"");

    @TempDir
    static Path folder;

    private static Subject subject;
    private static Class<?> phase;

    @BeforeAll
    static void compile() throws ClassNotFoundException {
        subject = HttpParts.ofReference(folder)
                .with(new Change("Phase.java", "Phase to(Phase next) {",
                        "static final Set<String> SEEN = new java.util.TreeSet<>();"
                                + "Phase to(Phase next) { if (next != this) { SEEN.add(this + \" \" + next); }"))
                .subject(Setting.USUAL);
        Wire wire = subject.server().connect(new HandlerProbe());
        wire.closed();
        Class<?> connection = wire.connection().getClass();
        phase = Class.forName(connection.getPackageName() + ".Phase", true, connection.getClassLoader());
    }

    @Test
    void whatMayFollowHappens() throws ReflectiveOperationException {
        Property.WHOLE_AND_BYTES.hold(subject, CASES, 1);
        Property.UNTIMELY.hold(subject, CASES, 1);
        Set<String> may = seen();
        // Where a response turns out to have nothing to send, the same follows as after SENDING.
        may.addAll(may.stream()
                .filter(change -> change.matches("SENDING (?!PRODUCING).*"))
                .map(change -> change.replace("SENDING ", "PRODUCING "))
                .toList());
        assertEquals(table(), may);
    }

    /** What the engine does at the wrong time is its mistake, and changes nothing. */
    @Test
    void onlyWhatIsWantedMayHappen() {
        Wire wire = subject.server().connect(new HandlerProbe());
        try {
            refuses(wire, wire::work, wire::sent);
            wire.receive(bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
            refuses(wire, () -> wire.receive(bytes("GET")), wire::endOfInput, wire::sent, wire::onDeadline);
            wire.work();        // handles
            refuses(wire, () -> wire.receive(bytes("GET")), wire::endOfInput, wire::sent, wire::onDeadline);
            wire.work();        // makes output
            refuses(wire, () -> wire.receive(bytes("GET")), wire::endOfInput, wire::work);
            wire.output().position(wire.output().limit());
            wire.sent();
            wire.endOfInput();
            refuses(wire, () -> wire.receive(bytes("GET")), wire::endOfInput, wire::sent, wire::work, wire::onDeadline);
        } finally {
            wire.closed();
        }
    }

    private static void refuses(Wire wire, Runnable... events) {
        Wire.Wants wants = wire.wants();
        for (Runnable event : events) {
            assertThrows(IllegalStateException.class, event::run, wants.toString());
            assertEquals(wants, wire.wants());
        }
    }

    @Test
    void thePageDrawsWhatMayFollow() throws IOException, ReflectiveOperationException {
        String picture = Files.readString(Course.here().pages().resolve("pictures/connection-phases.svg"));
        Set<String> drawn = new TreeSet<>();
        ARROW.matcher(picture).results().forEach(arrow -> {
            for (String from : arrow.group(1).split(" ")) {
                for (String to : arrow.group(2).split(" ")) {
                    drawn.add(from + " " + to);
                }
            }
        });
        assertEquals(table(), drawn);
    }

    /** Each change as two names. */
    private static Set<String> table() throws ReflectiveOperationException {
        Method next = phase.getDeclaredMethod("next");
        next.setAccessible(true);
        Set<String> table = new TreeSet<>();
        for (Object from : phase.getEnumConstants()) {
            ((Set<?>) next.invoke(from)).forEach(to -> table.add(from + " " + to));
        }
        return table;
    }

    @SuppressWarnings("unchecked")      // see `compile`
    private static Set<String> seen() throws ReflectiveOperationException {
        Field seen = phase.getDeclaredField("SEEN");
        seen.setAccessible(true);
        return (Set<String>) seen.get(null);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
