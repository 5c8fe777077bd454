package grader.checks.lab08;

import static grader.checks.lab01.Lab01.get;
import static grader.checks.lab01.Lab01.request;

import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Task race: two threads between two steps of the same method. `--gap` holds them there, so that it never depends on
 * luck.
 */
class RaceChecks {

    private static final String GAP = "1500";
    private static final int MANY = 1_000_000;
    private static final int ROUNDS = 10;       // In one of them, they may run one after the other.

    @Test
    @Check(value = "race: two visits at the same time are two visits", task = "race", rule = "gap-counter", points = 4,
            foundation = true, ownServer = true,
            explain = """
                    Reading the count and writing it are two steps. If two threads read before either writes, both write
                    the same count, and a visit is lost. If each reads the count again for its response, after both have
                    written, both return 2. No other thread may come in between: make it one step, with a lock or an
                    atomic operation, and return what that step wrote.
                    """)
    void gapCounter(Rig rig) {
        Server server = Lab08.start(rig, "thread", "--gap", GAP);
        try (Client first = server.connect(); Client second = server.connect()) {
            rig.tell("two clients at the same time");
            first.send(request("POST", "/visits"));
            second.send(request("POST", "/visits"));
            Set<String> numbers = new TreeSet<>(List.of(number(first), number(second)));
            if (!numbers.equals(Set.of("1", "2"))) {
                throw rig.failure("expected the visits to get the numbers 1 and 2, but "
                        + (numbers.size() == 1 ? "both got " : "they got ") + String.join(" and ", numbers));
            }
        }
    }

    private static String number(Client client) {
        return client.answer().expectStatus(200).body().strip();
    }

    @Test
    @Check(value = "race: a seat is given away once, even if two clients want it at the same time", task = "race",
            rule = "gap-seat", points = 3, ownServer = true,
            explain = """
                    Looking whether the seat is free, and taking it, are two steps. Two threads that have both seen it
                    free both take it. That the map itself is safe does not help: between two of its calls, another
                    thread may make its own.
                    """)
    void gapSeat(Rig rig) {
        Server server = Lab08.start(rig, "thread", "--gap", GAP);
        String seat = "/seats/" + rig.word();
        try (Client ada = server.connect(); Client bob = server.connect()) {
            ada.send(put(seat, "ada"));
            bob.send(put(seat, "bob"));
            List<Integer> statuses = Stream.of(ada, bob).map(client -> client.answer().status()).toList();
            if (!Set.copyOf(statuses).equals(Set.of(204, 409))) {
                throw rig.failure("expected one client to get the seat (204) and the other one not (409), but they got "
                        + statuses.getFirst() + " and " + statuses.getLast());
            }
            String owner = statuses.getFirst() == 204 ? "ada" : "bob";
            rig.each("it is the seat of the client that got the 204",
                    () -> ada.send(get(seat)).answer().expectStatus(200).expectBody(owner + "\n"));
            rig.each("another seat is free", () -> bob.send(put(seat + "2", "bob")).answer().expectStatus(204));
            rig.each("it is then that client's",
                    () -> ada.send(get(seat + "2")).answer().expectStatus(200).expectBody("bob\n"));
            rig.each("two seats at the same time, one for each", () -> {
                ada.send(put(seat + "3", "ada"));
                bob.send(put(seat + "4", "bob"));
                ada.answer().expectStatus(204);
                bob.answer().expectStatus(204);
            });
        }
    }

    private static String put(String target, String content) {
        return "PUT " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + content.length() + "\r\n\r\n"
                + content;
    }

    @Test
    @Check(value = "race: no visit is lost when two clients count a million each, again and again", task = "race",
            rule = "many", points = 3, ownServer = true,
            explain = """
                    `count++` is short, and still three steps: read, add, write. Over a million times, two threads meet
                    between them again and again.
                    """)
    void many(Rig rig) {
        Server server = Lab08.start(rig, "thread");
        try (Client first = server.connect(); Client second = server.connect()) {
            for (int round = 1; round <= ROUNDS; round++) {
                first.send(request("POST", "/visits/" + MANY));
                second.send(request("POST", "/visits/" + MANY));
                number(first);
                number(second);
                first.send(request("POST", "/visits"));
                first.answer().expectStatus(200).expectBody(round * (2 * MANY + 1) + "\n");
            }
        }
    }
}
