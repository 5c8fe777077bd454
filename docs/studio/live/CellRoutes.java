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
import docs.studio.web.Call;
import docs.studio.web.Call.JsonLines;
import docs.studio.web.WebServer;
import grader.console.UserError;
import grader.course.Course;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What pages ask about their cells. Every request names the page, and most of them the cell. */
public final class CellRoutes implements AutoCloseable {

    /**
     * A cell as its page shows it.
     *
     * @param kept what the learner made of it; null if it is as the page has it
     * @param ran whether it has run as it is now, and what it declared is still there
     * @param needs all cells that it builds on, in order
     */
    private record CellView(String id, String code, String kept, boolean ran, List<String> needs) {}

    private record PageView(String state, List<CellView> cells) {}

    /** Lines that are shown together. @param plot what they say, drawn; null if they are no plot's */
    private record PartView(String kind, List<String> lines, PlotView plot) {}

    private record PlotView(String title, String svg, List<String> names, List<List<String>> rows) {}

    /** @param same whether the cell came to what was recorded; null if it is not the page's, or another system's */
    private record EndView(List<PartView> end, boolean failed, long millis, String state, Boolean same) {}

    private final LiveCells live;
    private final KeptCells kept;

    public CellRoutes(Course course) {
        this.live = new LiveCells(course);
        this.kept = new KeptCells(course);
    }

    public void addTo(WebServer server) {
        server.route("GET /api/cells", call -> call.reply(view(live.cells(call.query().getOrDefault("page", "")))));
        server.route("POST /api/cells/start", call -> {
            PageCells page = live.cells(Call.text(call.json(), "page"));
            call.reply(Map.of("state", word(live.session(page).state())));
        });
        server.route("POST /api/cells/run", this::run);
        server.route("POST /api/cells/stop", call -> {
            live.known(live.cells(Call.text(call.json(), "page"))).ifPresent(LiveSession::stop);
            call.reply(Map.of());
        });
        server.route("POST /api/cells/restart", call -> {
            PageCells page = live.cells(Call.text(call.json(), "page"));
            live.end(page.name());
            call.reply(Map.of("state", word(live.session(page).state())));
        });
        server.route("PUT /api/cells/code", call -> {
            JsonNode body = call.json();
            PageCells page = live.cells(Call.text(body, "page"));
            kept.keep(page, LiveCells.cell(page, Call.text(body, "cell")), Call.text(body, "code"));
            call.reply(Map.of());
        });
        server.route("POST /api/cells/complete", call -> {
            JsonNode body = call.json();
            call.reply(session(body)
                    .ask(shell -> Completion.of(shell, Call.text(body, "code"), cursor(body)))
                    .orElse(Completion.NONE));
        });
        server.route("POST /api/cells/documentation", call -> {
            JsonNode body = call.json();
            call.reply(session(body)
                    .ask(shell -> Completion.documentation(shell, Call.text(body, "code"), cursor(body)))
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

    /** The place of the cursor in the member `code`. */
    private static int cursor(JsonNode body) {
        return Math.clamp(body.path("cursor").asInt(), 0, Call.text(body, "code").length());
    }

    private PageView view(PageCells page) {
        if (page.cells().isEmpty()) {
            return new PageView("", List.of());
        }
        Optional<LiveSession> session = live.known(page);
        CellNeeds needs = new CellNeeds(page.cells());
        LiveSession.State state = session.map(LiveSession::state).orElse(LiveSession.State.STARTING);   // it will be
                                                                                                        // asked
        return new PageView(word(state), page.cells().stream().map(cell -> {
            Optional<String> edited = kept.of(page, cell);
            return new CellView(cell.id(), cell.code(), edited.orElse(null),
                    session.filter(one -> one.hasRun(cell, edited.orElse(cell.code()))).isPresent(),
                    page.cells().stream().filter(needs.allOf(cell)::contains).map(Cell::id).toList());
        }).toList());
    }

    private static String word(LiveSession.State state) {
        return state.name().toLowerCase();
    }

    /** Streams what the cell prints, and at last what it came to. A reader who leaves stops the cell. */
    private void run(Call call) throws IOException {
        JsonNode body = call.json();
        PageCells page = live.cells(Call.text(body, "page"));
        Cell cell = LiveCells.cell(page, Call.text(body, "cell"));
        String code = Call.text(body, "code");
        kept.keep(page, cell, code);
        LiveSession session = live.session(page);
        int stopsBefore = session.stops();
        JsonLines lines = call.stream();
        long start = System.nanoTime();
        try {
            lines.send(Map.of("state", word(session.state())));
            Outcome outcome = session.run(cell, code, stopsBefore, (at, some) -> lines.send(printed(at, some)));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            lines.send(new EndView(OutputPart.of(outcome).stream().map(CellRoutes::part).toList(), outcome.failed(),
                    millis, word(session.state()), same(cell, code, outcome).orElse(null)));
        } catch (UserError problem) {
            live.end(page.name(), session);
            lines.send(Map.of("problem", problem.getMessage() + "; " + problem.remedy()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> printed(int at, List<Line> some) {
        return Map.of("at", at, "lines", some.stream()
                .map(line -> Map.of("kind", line.kind().name().toLowerCase(), "text", line.text()))
                .toList());
    }

    private static PartView part(OutputPart part) {
        return new PartView(part.kind().name().toLowerCase(), part.lines().stream().map(Line::text).toList(),
                part.plot()
                        .map(plot -> new PlotView(plot.title(), PlotSvg.of(plot), plot.names(), plot.rows()))
                        .orElse(null));
    }

    private static Optional<Boolean> same(Cell cell, String code, Outcome outcome) {
        return Recording.of(cell)
                .filter(recording -> code.equals(cell.code()) && recording.isOf(cell) && cell.isOfThisSystem())
                .map(recording -> cell.isSame(recording.outcome(), outcome));
    }

    @Override
    public void close() {
        live.close();
    }
}
