package docs.studio.live;

import com.fasterxml.jackson.databind.JsonNode;
import docs.site.cells.Cell;
import docs.site.cells.CellNeeds;
import docs.site.cells.Outcome;
import docs.site.cells.Outcome.Line;
import docs.site.cells.OutputPart;
import docs.site.cells.PageCells;
import docs.site.cells.Recording;
import docs.site.plots.PlotSvg;
import docs.studio.files.SharedFile.Version;
import docs.studio.live.LiveSession.Ended;
import docs.studio.live.LiveSession.State;
import docs.studio.stream.Streams;
import docs.studio.web.Call;
import docs.studio.web.WebServer;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What pages ask about their cells. Every request names the page, and most of them the cell. */
public final class CellRoutes implements AutoCloseable {

    /**
     * A cell as its page shows it.
     *
     * @param now what the learner made of it; as the page has it, its hash is empty
     * @param ran whether it has run as it is now, and what it declared is still there
     * @param needs all cells that it builds on, in order
     * @param last what it came to when it ran last; null if it has not run in this session
     * @param changed whether its code, or a cell that it builds on, is another since
     */
    private record CellView(String id, String code, Version now, boolean ran, List<String> needs, EndView last,
            boolean changed) {}

    /**
     * @param session its number; 0 if there is none yet
     * @param classes whose the cells use: `reference` or `mine`; null if the page is no lab's
     */
    private record PageView(String state, int session, String classes, List<CellView> cells) {}

    /**
     * How the cells of a page are.
     *
     * @param problem why they cannot start; null if they can
     * @param changed whether the learner's classes are others than those that they use
     */
    private record StateView(String state, int session, String classes, String problem, boolean changed) {}

    /** Lines that are shown together. @param plot what they say, drawn; null if they are no plot's */
    private record PartView(String kind, List<String> lines, PlotView plot) {}

    private record PlotView(String title, String svg, List<String> names, List<List<String>> rows) {}

    /**
     * @param same whether the cell came to what was recorded; null if it is not the page's, another system's, or used
     *        other classes
     */
    private record EndView(List<PartView> end, boolean failed, long millis, String state, Boolean same) {}

    private final Streams streams;
    private final LiveCells live;
    private final KeptChoice choice;
    private final ServerPort port;
    private final KeptCells kept;

    public CellRoutes(Course course, Streams streams) {
        this.streams = streams;
        this.choice = new KeptChoice(course);
        this.port = new ServerPort(course);
        this.live = new LiveCells(course, choice, port, streams.changes());
        this.kept = new KeptCells(course);
        streams.topic("cells", name -> {
            PageCells page = live.cells(name);
            return new CellStates(() -> state(page));
        });
    }

    public void addTo(WebServer server) {
        server.route("GET /api/cells", call -> call.reply(view(live.cells(call.query().getOrDefault("page", "")))));
        server.route("POST /api/cells/start", call -> {
            PageCells page = live.cells(Call.text(call.json(), "page"));
            call.reply(view(page, live.session(page)));
        });
        server.route("POST /api/cells/refresh", call -> {
            PageCells page = live.cells(Call.text(call.json(), "page"));
            call.reply(view(page, live.fresh(page)));
        });
        server.route("POST /api/cells/run", this::run);
        server.route("POST /api/cells/stop", call -> {
            live.known(live.cells(Call.text(call.json(), "page")))
                    .ifPresent(session -> session.stop("you pressed Stop"));
            call.reply(Map.of());
        });
        server.route("POST /api/cells/restart", call -> {
            PageCells page = live.cells(Call.text(call.json(), "page"));
            live.end(page.name());
            call.reply(view(page, live.session(page)));
        });
        server.route("PUT /api/cells/classes", call -> {
            JsonNode body = call.json();
            PageCells page = live.cells(Call.text(body, "page"));
            choice.choose(page, Call.text(body, "classes"));
            live.end(page.name());
            call.reply(view(page, live.session(page)));
        });
        server.route("PUT /api/cells/code", call -> {
            JsonNode body = call.json();
            PageCells page = live.cells(Call.text(body, "page"));
            call.reply(kept.keep(page, LiveCells.cell(page, Call.text(body, "cell")), Call.text(body, "text"),
                    Call.text(body, "base")));
        });
        server.route("POST /api/cells/complete", call -> {
            JsonNode body = call.json();
            call.reply(session(body)
                    .ask(shell -> Completion.of(shell, Call.text(body, "code"),
                            Call.cursor(body, Call.text(body, "code"))))
                    .orElse(Completion.NONE));
        });
        server.route("POST /api/cells/documentation", call -> {
            JsonNode body = call.json();
            call.reply(session(body)
                    .ask(shell -> Completion.documentation(shell, Call.text(body, "code"),
                            Call.cursor(body, Call.text(body, "code"))))
                    .orElse(List.of()));
        });
        server.route("GET /api/cells/variables", call -> {
            PageCells page = live.cells(call.query().getOrDefault("page", ""));
            call.reply(live.known(page).flatMap(session -> session.ask(Variable::all)).orElse(List.of()));
        });
    }

    private LiveSession session(JsonNode body) {
        return live.session(live.cells(Call.text(body, "page")));
    }

    private PageView view(PageCells page) {
        if (page.cells().isEmpty()) {
            return new PageView("", 0, null, List.of());
        }
        Optional<LiveSession> session = live.known(page);
        CellNeeds needs = new CellNeeds(page.cells());
        State state = session.map(LiveSession::state).orElse(State.RESTING);
        int number = session.map(LiveSession::number).orElse(0);
        return new PageView(word(state), number, choice.of(page), page.cells().stream().map(cell -> {
            List<Cell> needed = page.cells().stream().filter(needs.allOf(cell)::contains).toList();
            Optional<Ended> ended = session.flatMap(one -> one.ended(cell));
            boolean changed =
                    ended.filter(run -> hasChanged(page, session.orElseThrow(), cell, needed, run)).isPresent();
            return new CellView(cell.id(), cell.code(), kept.of(page, cell),
                    !changed && ended.filter(run -> !run.outcome().failed()).isPresent(),
                    needed.stream().map(Cell::id).toList(),
                    ended.map(run -> view(session.orElseThrow(), cell, run)).orElse(null), changed);
        }).toList());
    }

    /** Whether a cell, or a cell that it builds on, is another since it ran. */
    private boolean hasChanged(PageCells page, LiveSession session, Cell cell, List<Cell> needed, Ended run) {
        return isEdited(page, cell, run) || needed.stream()
                .anyMatch(other -> session.ended(other)
                        .filter(its -> its.number() < run.number() && !isEdited(page, other, its))
                        .isEmpty());
    }

    private boolean isEdited(PageCells page, Cell cell, Ended run) {
        return !run.code().equals(kept.of(page, cell).text());
    }

    private static EndView view(LiveSession session, Cell cell, Ended run) {
        return new EndView(OutputPart.of(run.outcome()).stream().map(CellRoutes::part).toList(),
                run.outcome().failed(), run.millis(), word(session.state()),
                session.isOwn() ? null : same(cell, run.code(), run.outcome()).orElse(null));
    }

    private StateView state(PageCells page) {
        return live.known(page)
                .map(session -> view(page, session))
                .orElseGet(() -> new StateView(word(State.RESTING), 0, choice.of(page), null, false));
    }

    private StateView view(PageCells page, LiveSession session) {
        return new StateView(word(session.state()), session.number(), choice.of(page),
                session.problem().map(CellRoutes::text).orElse(null), session.seemsOutdated());
    }

    private static String text(UserError problem) {
        return problem.line();
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** The tab hears what the cell prints, and at last what it came to. A tab that is closed stops it. */
    private void run(Call call) throws IOException {
        JsonNode body = call.json();
        PageCells page = live.cells(Call.text(body, "page"));
        Cell cell = LiveCells.cell(page, Call.text(body, "cell"));
        String code = Call.text(body, "code");
        LiveSession session = live.session(page);
        streams.begin(call, body, () -> new CellRun(session, cell, code, streams.changes(),
                ended -> view(session, cell, ended), problem -> failed(page, session, problem)));
    }

    private Map<String, String> failed(PageCells page, LiveSession session, UserError problem) {
        if (!session.isOwn()) {
            live.end(page.name(), session);     // else it is kept: it knows when the classes have changed
        }
        return Map.of("problem", text(problem));
    }

    private static PartView part(OutputPart part) {
        return new PartView(part.kind().name().toLowerCase(Locale.ROOT), part.lines().stream().map(Line::text).toList(),
                part.plot()
                        .map(plot -> new PlotView(plot.title(), PlotSvg.of(plot), plot.names(), plot.rows()))
                        .orElse(null));
    }

    private static Optional<Boolean> same(Cell cell, String code, Outcome outcome) {
        return Recording.of(cell)
                .filter(recording -> code.equals(cell.code()) && recording.isOf(cell) && cell.isOfThisSystem())
                .map(recording -> cell.isSame(recording.outcome(), outcome));
    }

    /** Tells cells where the learner's server listens. @param listening its port; 0: none listens */
    public void serverPort(int listening) {
        port.becomes(listening);
    }

    @Override
    public void close() {
        live.close();
    }
}
