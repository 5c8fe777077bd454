package grader.grading.server;

import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.http.Transcript;
import grader.machine.interleaving.Interleaving;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Two requests at the same time, again and again: the first one is held before each of its steps in turn, while the
 * second one goes on as far as it can. So whatever can go wrong between two steps goes wrong every time.
 */
public final class Race implements AutoCloseable {

    /** Bounds a check of a method with a loop; the reference's need 10 to 40. */
    public static final int MOST_STEPS = 100;

    private static final Duration MOMENT = Duration.ofMillis(1);

    /**
     * Two requests, each to be sent on a connection of its own.
     *
     * @param expected looks at the responses to the first and the second
     */
    public record Round(String first, String second, BiConsumer<Answer, Answer> expected) {}

    private final Interleaving interleaving;
    private final Transcript transcript;

    public Race(Interleaving interleaving, Transcript transcript) {
        this.interleaving = interleaving;
        this.transcript = transcript;
    }

    /**
     * First sends the two requests one after the other, as a control.
     *
     * @param server the first that was started with this race's classes
     * @param rounds brings the server into the state in which the race begins, and makes its requests
     * @throws Unavailable if no step of these classes was seen
     */
    public void run(Server server, Supplier<Round> rounds) {
        Round control = rounds.get();
        try (Client first = server.connect(); Client second = server.connect()) {
            control.expected().accept(first.send(control.first()).answer(), second.send(control.second()).answer());
        }
        awaitFirstStep();
        int start = transcript.length();
        for (int step = 1; step <= MOST_STEPS && isHeld(server, rounds.get(), step); step++) {
            transcript.fold(start,
                    step + (step == 1 ? " time" : " times") + " the same at the same time: before each of "
                            + "its steps in turn, the first is held, while the second goes on");
        }
    }

    private void awaitFirstStep() {
        if (!interleaving.isConnected(Limits.PATIENCE)) {
            throw new Unavailable("no request comes through the lab's own classes here");
        }
    }

    /**
     * Does `first`, holds the next thread that makes a step before its step number `step`, from 1, while `second`
     * happens, and lets it go on.
     *
     * @return where it was held, such as `ConnectionCounters.java:30`; empty if it has not so many steps
     * @throws Unavailable if no step of these classes was seen
     */
    public Optional<String> hold(Server server, int step, Runnable first, Runnable second) {
        awaitFirstStep();
        interleaving.holdBefore(step);
        first.run();
        Optional<String> place = heldAtRest(server);
        if (place.isPresent()) {
            second.run();
            server.awaitIdle();
        }
        interleaving.go();
        return place;
    }

    /** Where a thread is held when the server does nothing any more. */
    private Optional<String> heldAtRest(Server server) {
        server.awaitIdle();
        interleaving.ask();
        return interleaving.held();
    }

    /** Returns whether the first request has so many steps. */
    private boolean isHeld(Server server, Round round, int step) {
        try (Client first = server.connect(); Client second = server.connect()) {
            interleaving.holdBefore(step);
            first.send(round.first());
            Await.comesTrue(Limits.PATIENCE, MOMENT, () -> interleaving.held().isPresent() || first.awaitData(MOMENT));
            Optional<String> place = interleaving.held()
                    .or(() -> heldAtRest(server));      // It may come to a step after its response.
            if (place.isPresent()) {
                first.tell("is held before a step in " + place.get());
                second.send(round.second());
                server.awaitRead(second);
                server.awaitIdle();
                Optional<Answer> early = second.awaitData(MOMENT) ? Optional.of(second.answer()) : Optional.empty();
                first.tell("goes on");
                interleaving.go();
                Answer answer = first.answer();
                expect(round, answer, early.orElseGet(second::answer), place.get());
            } else {
                interleaving.go();
            }
            return place.isPresent();
        }
    }

    private static void expect(Round round, Answer first, Answer second, String place) {
        try {
            round.expected().accept(first, second);
        } catch (CheckFailed wrong) {
            throw new CheckFailed(wrong.getMessage() + "; the first was held before a step in " + place
                    + " while the second went on");
        }
    }

    @Override
    public void close() {
        interleaving.close();
    }
}
