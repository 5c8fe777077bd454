package grader.checks.lab07;

import static grader.checks.lab07.Lab07.MIB;
import static grader.checks.lab07.Lab07.exchange;
import static grader.checks.lab07.Lab07.get;
import static grader.checks.lab07.Lab07.old;
import static grader.checks.lab07.Lab07.size;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task stream: rows that are made while they are sent. */
class StreamChecks {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LEAVERS = 12;
    private static final int AT_ONCE = 4;
    private static final int LONG = 30_000;
    /** Others may have the processor meanwhile. */
    private static final Duration A_WHILE = Limits.PATIENCE.multipliedBy(3);
    private static final long A_THOUSAND_MILLION = 1_000_000_000;

    @Test
    @Check(value = "/rows/{n} is a JSON array of n rows", task = "stream", rule = "rows", points = 4, foundation = true,
            clause = "RFC 8259 §5",
            explain = """
                    A bracket, the rows with commas between them, and a bracket. A piece ends where the room ends, which
                    may be in the middle of a row: what did not fit is the beginning of the next piece. After the last
                    byte comes the end: a source that returns 0 bytes is asked again, forever. No row, one row and
                    many rows are all arrays.
                    """)
    void rows(Rig rig) {
        Server server = Lab07.start(rig);
        for (int count : new int[] {0, 1, 2, size(rig, 3, 90), size(rig, 5_000, 9_000)}) {
            rig.each("/rows/" + count, () -> expectRows(exchange(server, get("/rows/" + count)), count));
        }
        rig.each(AT_ONCE + " clients at the same time", () -> {
            List<Client> clients = new ArrayList<>();
            try {
                for (int i = 0; i < AT_ONCE; i++) {
                    clients.add(server.connect().send(get("/rows/" + LONG)));
                }
                clients.forEach(client -> expectRows(client.answer(), LONG));
            } finally {
                clients.forEach(Client::close);
            }
        });
        int many = size(rig, 5_000, 9_000);
        rig.each("/rows/" + many + " in HTTP/1.0", () -> expectRows(exchange(server, old("/rows/" + many)), many));
    }

    /** Where an id is not the one after that before it. */
    private static String gap(JsonNode rows) {
        for (int i = 1; i < rows.size(); i++) {
            long before = rows.get(i - 1).path("id").asLong();
            if (rows.get(i).path("id").asLong() != before + 1) {
                return ": after the id " + before + " comes " + rows.get(i).path("id");
            }
        }
        return "";
    }

    private static void expectRows(Answer answer, int count) {
        answer.expectStatus(200);
        try {
            JsonNode json = JSON.readTree(answer.body());
            if (json.isArray() && json.size() == count) {
                return;
            }
            throw answer.differs((int) answer.head().lines().count(), 0, 0, "an array of " + count + " rows",
                    "expected a JSON array of " + count
                            + " rows, got "
                            + (json.isArray() ? "one of " + json.size() + gap(json) : "something else"));
        } catch (JsonProcessingException noJson) {
            throw answer.differs((int) answer.head().lines().count(), 0, 0, "JSON",
                    "expected a JSON array of " + count + " rows, but it is not JSON: "
                            + noJson.getOriginalMessage());
        }
    }

    @Test
    @Check(value = "the first rows come before the last are made", task = "stream",
            rule = "first-rows-early", points = 4,
            clause = "RFC 9112 §7.1",
            explain = """
                    Making a billion rows takes minutes and 30 GB, and there is no need: make as many as there is room
                    for, send them, and make the next. That takes as much memory as one row, and the first rows arrive
                    at once.
                    """)
    void early(Rig rig) {
        Server server = rig.startSmall("--write-timeout", Limits.ENDLESS);
        long count = A_THOUSAND_MILLION - rig.random().nextInt(1_000_000);
        rig.each("/rows/" + count, () -> expectBeginning(rig, server, get("/rows/" + count)));
        rig.each("/rows/" + count + " in HTTP/1.0", () -> expectBeginning(rig, server, old("/rows/" + count)));
        rig.each("a few rows after that", () -> expectRows(exchange(server, get("/rows/3")), 3));
    }

    private static void expectBeginning(Rig rig, Server server, String request) {
        try (Client client = server.connect().send(request)) {
            String came = beginning(client);
            rig.tell("read " + came.length() + " bytes, and leave");
            if (came.length() < MIB) {
                throw client.missing("a MiB of rows");
            }
            if (!came.matches("(?s)HTTP/1\\.[01] 200 .*?\r\n\r\n([0-9A-Fa-f]+[^\r\n]*\r\n)?\\s*\\[\\s*\\S.*")) {
                client.tellUnread();
                throw rig.failure("expected a 200 and the beginning of a JSON array");
            }
        }
    }

    /**
     * A MiB and more; less where the connection ends, or nothing comes for a while. How fast it comes does not matter.
     */
    private static String beginning(Client client) {
        String came = "";
        int before;
        do {
            before = came.length();
            came = client.readUntilClose(A_WHILE.dividedBy(3));
        } while (came.length() > before && came.length() < MIB);
        return came;
    }

    @Test
    @Check(value = "when the reader leaves, no more rows are made for it", task = "stream",
            rule = "reader-left", points = 2,
            ownServer = true, clause = "RFC 9112 §9.6",
            explain = """
                    A write that fails means that the client has gone. Then the rest of the response is not made, and
                    the socket is closed.
                    """)
    void left(Rig rig) {
        Server server = rig.start("--write-timeout", Limits.ENDLESS);
        exchange(server, get("/rows/3")).expectStatus(200);
        server.awaitIdle();
        int before = server.sockets();
        rig.tell(LEAVERS + " clients ask for a billion rows, read some, and leave");
        rig.quietly(() -> {
            for (int i = 0; i < LEAVERS; i++) {
                try (Client client = server.connect().send(get("/rows/" + (A_THOUSAND_MILLION - i)))) {
                    if (client.skip(200_000, A_WHILE) < 200_000) {
                        throw client.missing("200,000 bytes of rows");
                    }
                }
            }
        });
        expectRows(exchange(server, get("/rows/3")), 3);
        if (!Await.comesTrue(A_WHILE, () -> server.sockets() <= before)) {
            throw rig.failure("expected the server to close the connections of clients that have left, but after "
                    + A_WHILE.toSeconds()
                    + " s it has " + (server.sockets() - before) + " sockets more than before");
        }
    }
}
