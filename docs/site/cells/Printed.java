package docs.site.cells;

import docs.site.cells.Outcome.Kind;
import docs.site.cells.Outcome.Line;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Collects what a cell prints, in lines, up to a limit. What comes between two cells belongs to the later one. */
final class Printed {

    private final Map<Kind, ByteArrayOutputStream> begun = new EnumMap<>(Kind.class);
    private final List<Line> lines = new ArrayList<>();
    private int bytes;
    private Limits limits = Limits.DEFAULT;
    private Runnable full = () -> {};

    /** A cell begins. `full` is told when there is too much. */
    synchronized void begin(Limits limits, Consumer<String> full) {
        this.limits = limits;
        String why = "it printed more than %s KB or %s lines".formatted(limits.bytes() / 1024, limits.lines());
        this.full = () -> full.accept(why);     // for each byte that is too much
    }

    /** What has been printed since the last call. */
    synchronized List<Line> take() {
        begun.forEach((kind, line) -> {
            if (line.size() > 0) {
                end(kind, line);
            }
        });
        List<Line> taken = List.copyOf(lines);
        lines.clear();
        bytes = 0;
        return taken;
    }

    /**
     * What has been printed since the last {@link #take}, from the line of this number on; the last may be unfinished.
     */
    synchronized List<Line> from(int first) {
        List<Line> some = new ArrayList<>(lines.subList(Math.min(first, lines.size()), lines.size()));
        begun.forEach((kind, line) -> {
            if (line.size() > 0) {
                some.add(new Line(kind, line.toString(StandardCharsets.UTF_8)));
            }
        });
        return some;
    }

    OutputStream stream(Kind kind) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                print(kind, (byte) b);
            }
        };
    }

    private synchronized void print(Kind kind, byte b) {
        if (bytes >= limits.bytes() || lines.size() >= limits.lines()) {
            full.run();
            return;
        }
        bytes++;
        ByteArrayOutputStream line = begun.computeIfAbsent(kind, ignored -> new ByteArrayOutputStream());
        if (b == '\n') {
            end(kind, line);
        } else {
            line.write(b);
        }
    }

    private void end(Kind kind, ByteArrayOutputStream line) {
        lines.add(new Line(kind, line.toString(StandardCharsets.UTF_8)));
        line.reset();
    }
}
