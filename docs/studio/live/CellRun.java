package docs.studio.live;

import docs.site.cells.Cell;
import docs.site.cells.Outcome.Line;
import docs.studio.process.Changes;
import docs.studio.stream.Job;
import grader.core.console.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A run of a cell that a tab has asked for: what it has printed so far, and what it came to. */
final class CellRun implements Job, Turn.Listener {

    private final LiveSession session;
    private final Changes changes;
    private volatile List<Line> lines = List.of();
    private volatile Object end;        // null: it waits or runs
    private volatile boolean gone;

    /**
     * Begins.
     *
     * @param view what a page shows of its end
     * @param failed what a page shows if it cannot run
     */
    CellRun(LiveSession session, Cell cell, String code, Changes changes, Function<LiveSession.Ended, Object> view,
            Function<UserError, Object> failed) {
        this.session = session;
        this.changes = changes;
        int stopsBefore = session.stops();
        Thread.ofPlatform().daemon().name("cell").start(() -> {
            try {
                become(view.apply(session.run(cell, code, stopsBefore, this)));
            } catch (UserError problem) {
                become(failed.apply(problem));
            } catch (InterruptedException | RuntimeException fault) {
                become(Map.of("problem", "a mistake in the course: " + fault));
            }
        });
    }

    private void become(Object last) {
        end = last;
        changes.happened();
    }

    @Override
    public void printed(int at, List<Line> some) {
        List<Line> all = new ArrayList<>(lines.subList(0, Math.min(at, lines.size())));
        all.addAll(some);
        lines = List.copyOf(all);
        changes.happened();
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    @Override
    public boolean isOver() {
        return end != null;
    }

    @Override
    public void end() {
        gone = true;
    }

    /**
     * First how the session is, then lines with the number of the first one, which replace later ones; then the end.
     */
    @Override
    public Reader open() {
        return new Reader() {

            private List<Line> told;        // null: nothing was said

            @Override
            public List<?> news(boolean last) {
                List<Object> news = new ArrayList<>();
                if (told == null) {
                    told = List.of();
                    news.add(Map.of("state", session.state().name().toLowerCase(Locale.ROOT)));
                }
                List<Line> now = lines;
                if (!now.equals(told) && !last) {
                    int at = same(told, now);
                    news.add(Map.of("at", at, "lines", now.subList(at, now.size())
                            .stream()
                            .map(line -> Map.of("kind", line.kind().name().toLowerCase(Locale.ROOT), "text",
                                    line.text()))
                            .toList()));
                    told = now;
                }
                if (last) {
                    news.add(end);
                }
                return news;
            }
        };
    }

    /** How many of the first lines are the same. */
    private static int same(List<Line> one, List<Line> other) {
        int same = 0;
        while (same < Math.min(one.size(), other.size()) && one.get(same).equals(other.get(same))) {
            same++;
        }
        return same;
    }
}
