package docs.studio.wire;

import docs.studio.process.Changes;
import docs.studio.wire.WireEvent.Kind;
import grader.clients.http.Bytes;
import grader.core.console.UserError;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `course wire 8080`: the wire of a server in the terminal, line by line. */
@Command(name = "wire",
        description = "Shows every byte between clients and the server on PORT, in both directions: > was sent to the "
                + "server, < came from it. Clients use the address that it prints. Ctrl+C ends it.")
public final class WireCommand implements Callable<Integer> {

    private static final Duration AT_MOST = Duration.ofMinutes(1);

    private record Told(int connection, double millis, WireEvent event) {}

    @Parameters(paramLabel = "PORT",
            description = "Where your server listens on 127.0.0.1, in whatever language it is.")
    private int port;

    @Spec
    private CommandSpec spec;

    private final Map<Integer, Integer> told = new HashMap<>();     // events, by the number of the connection

    @Override
    public Integer call() throws InterruptedException {
        if (port < 1 || port > 65_535) {
            throw new UserError("the port is " + port, "give the port on which your server listens");
        }
        PrintWriter out = spec.commandLine().getOut();
        Changes changes = new Changes();
        WireLog log = new WireLog(changes);
        try (WireProxy proxy = new WireProxy(() -> port, log)) {
            out.println("http://127.0.0.1:" + proxy.port() + "/ leads to your server on port " + port
                    + ". What passes is shown here.");
            out.flush();
            for (long version = 0, seen = 0; !out.checkError();) {
                long next = log.version();
                news(log, version).forEach(each -> print(out, each));
                version = next;
                seen = changes.await(seen, AT_MOST);
            }
        }
        return 0;
    }

    private List<Told> news(WireLog log, long version) {
        List<Told> news = new ArrayList<>();
        for (WireView.Line line : log.changed(version, WireLog.MOST_CONNECTIONS)) {
            log.look(line.number(), connection -> {
                List<WireEvent> events = connection.events();
                for (WireEvent event : events.subList(told.getOrDefault(line.number(), 0), events.size())) {
                    news.add(new Told(line.number(), (event.nanos() - events.getFirst().nanos()) / 1e6, event));
                }
                return told.put(line.number(), events.size());
            });
        }
        news.sort(Comparator.comparing(each -> each.event().nanos()));
        return news;
    }

    private static void print(PrintWriter out, Told told) {
        WireEvent event = told.event();
        String sign = event.kind() != Kind.BYTES ? " " : event.side() == Side.CLIENT ? ">" : "<";
        String begin = String.format(Locale.ROOT, "%3d %+10.2f ms %s ", told.connection(), told.millis(), sign);
        String text = event.isKept() ? Bytes.lines(event.text()) : words(event);
        out.println(begin + text.replace("\n", "\n" + " ".repeat(begin.length())));
    }

    private static String words(WireEvent event) {
        String side = event.side().name().toLowerCase(Locale.ROOT);
        return switch (event.kind()) {
            case OPENED -> "the client connects";
            case CONNECTED -> "the server is connected";
            case BYTES -> event.length() + " bytes of the " + side + ", no longer kept";
            case FIN -> "FIN: the " + side + " sends no more";
            case RST -> "RST: the " + side + " breaks the connection off";
            case FAILED -> "the server cannot be connected: " + event.words();
            case FULL -> "the " + side + " does not read: " + event.length() + " bytes wait for it";
            case RESUMED -> "the " + side + " reads again";
            case CLOSED -> "both sides are closed";
            case CUT -> "the proxy has ended, and has reset both sides";
            case UNNOTED -> "the reads from here on are not noted";
        };
    }
}
