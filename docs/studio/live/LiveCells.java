package docs.studio.live;

import docs.site.cells.Cell;
import docs.site.cells.PageCells;
import docs.studio.process.Changes;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of the pages that are open: two at most, as each has a process. The one unused for longest gives way.
 */
final class LiveCells implements AutoCloseable {

    private static final int MOST = 2;

    private final Course course;
    private final KeptChoice choice;
    private final ServerPort port;
    private final Changes changes;
    private final Map<String, LiveSession> sessions = new HashMap<>();
    private int started;

    LiveCells(Course course, KeptChoice choice, ServerPort port, Changes changes) {
        this.changes = changes;
        this.course = course;
        this.choice = choice;
        this.port = port;
    }

    /** The cells of the page of this name as the page has them; none if it has none. */
    PageCells cells(String page) {
        if (!page.matches("[a-z0-9-]+") || !Files.isRegularFile(course.pages().resolve(page + ".adoc"))) {
            throw new UserError("there is no page " + page, "reload the page");
        }
        return PageCells.of(course.pages().resolve(page + ".adoc"));
    }

    static Cell cell(PageCells page, String id) {
        return page.cells()
                .stream()
                .filter(cell -> cell.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UserError("the page " + page.name() + " has no cell " + id, "reload the page"));
    }

    /** The session of a page, which may still be starting. */
    synchronized LiveSession session(PageCells page) {
        LiveSession known = sessions.get(page.name());
        if (known != null) {
            return known;
        }
        while (sessions.size() >= MOST) {
            end(sessions.entrySet()
                    .stream()
                    .min(Comparator.comparingLong(entry -> entry.getValue().used()))
                    .orElseThrow()
                    .getKey());
        }
        LiveSession fresh = new LiveSession(++started, course, page, choice.own(page), port, changes);
        sessions.put(page.name(), fresh);
        changes.happened();
        return fresh;
    }

    /**
     * The same before a cell runs. A session that could not start is replaced; so is one with classes of which the
     * files, or the choice, have changed, unless a cell runs in it.
     */
    synchronized LiveSession fresh(PageCells page) {
        known(page).filter(session -> session.problem().isPresent()
                || session.state() != LiveSession.State.BUSY && isOutdated(page, session))
                .ifPresent(session -> end(page.name(), session));
        return session(page);
    }

    /** A choice that was deleted with `labs/.cells` is another one, too. */
    private boolean isOutdated(PageCells page, LiveSession session) {
        return session.isOutdated() || session.isOwn() != choice.own(page).isPresent();
    }

    /** The session of a page, if it has one. */
    synchronized Optional<LiveSession> known(PageCells page) {
        return Optional.ofNullable(sessions.get(page.name()));
    }

    /** Ends the session of a page if it is this one. */
    synchronized void end(String page, LiveSession session) {
        if (sessions.remove(page, session)) {
            session.close();
            changes.happened();
        }
    }

    /** Ends the session of a page, if there is one: the next cell gets a fresh one. */
    synchronized void end(String page) {
        LiveSession ended = sessions.remove(page);
        if (ended != null) {
            ended.close();
            changes.happened();
        }
    }

    @Override
    public synchronized void close() {
        sessions.values().forEach(LiveSession::closeAndWait);
        sessions.clear();
    }
}
