package grader.checks.lab05;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Clients that send so many requests at the same time that what threads share is used by two of them at once. */
final class SimultaneousRequests {

    private static final int CLIENTS = 4;
    private static final int EACH = 300;
    static final int REQUESTS = CLIENTS * EACH;

    private SimultaneousRequests() {}

    /**
     * Each request gets a 200.
     *
     * @param targets of the requests, by their numbers, which begin at 0
     * @param responses takes the target and the response of each
     */
    static void send(Api api, IntFunction<String> targets, BiConsumer<String, Answer> responses) {
        api.rig().tell(CLIENTS + " clients send " + EACH + " requests each, such as GET " + targets.apply(0));
        List<Client> clients = Stream.generate(() -> api.server().connect()).limit(CLIENTS).toList();
        try {
            api.rig().quietly(() -> {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.get(i).sendUnlogged(requests(targets, i * EACH));
                }
                for (int i = 0; i < REQUESTS; i++) {
                    responses.accept(targets.apply(i), clients.get(i / EACH).answer().expectStatus(200));
                }
            });
        } finally {
            clients.forEach(Client::close);
        }
    }

    private static String requests(IntFunction<String> targets, int first) {
        return IntStream.range(first, first + EACH)
                .mapToObj(number -> Lab05.get(targets.apply(number)))
                .collect(Collectors.joining());
    }
}
