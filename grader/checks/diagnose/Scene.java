package grader.checks.diagnose;

import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.ScriptedUpstream;
import grader.core.course.CaseFile;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A server, and the clients of the steps of a check. */
final class Scene {

    /** For a response or an end that a step expects, unless it says otherwise: in usable time. */
    static final Duration LIMIT = Duration.ofSeconds(3);

    private static final Pattern FLAG = Pattern.compile("'([^']*)'|(\\S+)");

    private final Function<String[], Server> starting;
    private final Supplier<String> database;
    private final Supplier<ScriptedUpstream> opening;
    private final Map<String, Client> clients = new HashMap<>();
    private final Map<String, Answer> answers = new HashMap<>();
    private Server server;      // null until it is started
    private ScriptedUpstream upstream;      // null until a step names it
    private int responses;      // that its steps have named

    /** @param starting a server with these flags @param database the URL of a new one @param opening an upstream */
    Scene(Function<String[], Server> starting, Supplier<String> database, Supplier<ScriptedUpstream> opening) {
        this.starting = starting;
        this.database = database;
        this.opening = opening;
    }

    /**
     * Does all of these steps.
     *
     * @throws CheckFailed for the first that fails, with its place
     */
    void run(List<CheckStep> steps) {
        for (CheckStep step : steps) {
            try {
                StepKind.of(step).run(this, step);
            } catch (CheckFailed failed) {
                throw failed.getMessage().startsWith(CheckStep.FILE) ? failed
                        : new CheckFailed(step.place() + ": " + failed.getMessage());
            }
        }
    }

    void start(String flags) {
        if (server != null) {
            throw new CheckFailed("expected one server, but this is a second `start`");
        }
        String[] all = FLAG.matcher(flags)
                .results()
                .map(flag -> flag.group(1) == null ? flag.group(2) : flag.group(1))
                .map(flag -> switch (flag) {
                    case "{database}" -> database.get();
                    case "{upstream}" -> upstream().url();
                    default -> flag;
                })
                .toArray(String[]::new);
        if (Arrays.stream(all).anyMatch(flag -> flag.matches("--(host|port)(=.*)?"))) {
            throw new CheckFailed("expected no --host and no --port: the grader chooses them");
        }
        server = starting.apply(all);
    }

    Server server() {
        if (server == null) {
            throw new CheckFailed("expected the step `start` before this one: there is no server yet");
        }
        return server;
    }

    ScriptedUpstream upstream() {
        if (upstream == null) {
            upstream = opening.get();
        }
        return upstream;
    }

    /** Says what the upstream does with its next requests, such as `503, reset`; the last one is for all others. */
    void respond(String list) {
        upstream().reactsTo("", Arrays.stream(list.split(","))
                .map(each -> reaction(each.strip()))
                .toArray(Reaction[]::new));
    }

    /** The content of each is JSON that every upstream of the labs may send, and that no other has. */
    private Reaction reaction(String text) {
        String kind = text.replaceFirst("^held ", "");
        Reaction reaction = switch (kind) {
            case "nothing" -> Reaction.silence();
            case "reset" -> Reaction.reset();
            default -> Reaction.json(Integer.parseInt(kind), "{\"cents\":" + ++responses + "}");
        };
        return kind.equals(text) ? reaction : reaction.onceReleased();
    }

    /** Waits for them, and until the server has nothing left to do: then no other comes. */
    void expectRequests(int count) {
        upstream().awaitRequests(count, "", LIMIT);
        server().awaitIdle();
        int requests = upstream().requests().size();
        if (requests != count) {
            throw new CheckFailed("expected the upstream to have got " + count + " requests, but it has got "
                    + requests);
        }
    }

    /** Connects with its first step. Clients whose names begin with Admin do so to the admin port. */
    Client client(String name) {
        return clients.computeIfAbsent(name,
                first -> first.startsWith("Admin") ? server().connectAdmin() : server().connectAs(first));
    }

    /** Lets so much time pass. */
    void pause(Duration time) {
        long began = System.nanoTime();
        Await.comesTrue(time.multipliedBy(2), () -> System.nanoTime() - began >= time.toNanos());
    }

    /** The response that a client has to read next. */
    Answer read(String client) {
        return client(client).answer();
    }

    void send(String client, String text) {
        client(client).send(CaseFile.bytes(text));
    }

    void expectStatus(String name, int[] statuses, Duration limit) {
        Client client = client(name);
        if (!client.awaitData(limit)) {
            throw client.missing("a response");
        }
        answers.put(name, client.answer());
        answers.get(name).expectStatus(statuses);
    }

    private Answer answer(String client) {
        if (!answers.containsKey(client)) {
            throw new CheckFailed("expected a step such as `" + client + ": expect 200` before this one: " + client
                    + " has read no response yet");
        }
        return answers.get(client);
    }

    void expectField(String client, String name, String value) {
        answer(client).field(name).matches(new Is(value));
    }

    /** Says in a message what was expected. */
    private record Is(String value) implements java.util.function.Predicate<String> {
        @Override
        public boolean test(String other) {
            return value.equals(other);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    void expectNoField(String client, String name) {
        if (!answer(client).values(name).isEmpty()) {
            throw answer(client).fieldDiffers(name, "no " + name, "expected no field " + name);
        }
    }

    void expectBody(String client, String text) {
        if (!answer(client).body().contains(CaseFile.bytes(text))) {
            throw answer(client).bodyDiffers(0, 1, text, "expected " + text + " in the body");
        }
    }

    void expectEnd(String name, Duration limit) {
        Client client = client(name);
        String rest = client.expectEnd(limit);
        if (!rest.isEmpty()) {
            throw new CheckFailed("expected the end of the connection, but before it more came");
        }
    }

    void expectNothing(String name) {
        Client client = client(name);
        if (client.awaitData(Duration.ofMillis(2))) {
            client.tellUnread();
            throw new CheckFailed("expected nothing, but "
                    + (client.unread().isEmpty() ? "the connection has ended" : "something came"));
        }
    }
}
