package docs.studio.edge;

import grader.core.console.UserError;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Round after round, under load: a server is killed and started again, the other one is drained and started again, the
 * database is frozen, the certificate is replaced. No request may be lost whose response had not begun.
 */
final class Rounds {

    private final Chain chain;
    private final int rate;
    private final Consumer<String> say;

    /** @param rate requests per second */
    Rounds(Chain chain, int rate, Consumer<String> say) {
        this.chain = chain;
        this.rate = rate;
        this.say = say;
    }

    /** Returns whether no request was lost, and the edge did its part. The first round that fails is the last. */
    boolean run(int count) throws InterruptedException {
        for (int round = 1; round <= count; round++) {
            SteadyLoad.Counts before = chain.load().counts();
            chain.load().forgetLongest();
            chain.load().send(rate);
            long begin = System.nanoTime();
            String problem = problemOf(round % 2 == 0 ? List.of("b", "a") : List.of("a", "b"));
            chain.load().pause();
            SteadyLoad.Counts after = chain.load().counts();
            if (chain.isClosed()) {
                return true;
            }
            long lost = after.lost() - before.lost() + after.open();
            say.accept(String.format(Locale.ROOT,
                    "round %d of %d: %d requests, %d lost, %d cut short; the longest took %.0f ms; %.0f s",
                    round, count, after.sent() - before.sent(), lost, after.cut() - before.cut(),
                    after.longestMillis(), (System.nanoTime() - begin) / 1e9) + problem);
            if (lost > 0 || !problem.isEmpty()) {
                evidence();
                return false;
            }
        }
        return true;
    }

    /** Does all that a round consists of; returns what went wrong, or nothing. */
    private String problemOf(List<String> names) throws InterruptedException {
        try {
            doAll(names);
            return "";
        } catch (UserError problem) {
            return "; " + problem.line();
        }
    }

    private void doAll(List<String> names) throws InterruptedException {
        String first = names.getFirst();
        String second = names.getLast();
        awaitWhole();
        chain.server(first).kill();
        Thread.sleep(500);      // of load without it
        chain.server(first).start(Chain.START);
        awaitWhole();
        chain.drain(second);
        Thread.sleep(500);
        chain.server(second).start(Chain.START);
        awaitWhole();
        chain.freeze();
        if (!chain.replaceCertificate()) {
            throw new UserError("the edge does not show the new certificate after 10 s",
                    "let it read the folder of --tls again (lab 14, tls)");
        }
    }

    private void awaitWhole() {
        if (!chain.awaitWhole()) {
            throw new UserError("the edge does not send requests to both servers",
                    "look at what GET /backends of its admin port says (lab 14, health)");
        }
    }

    private void evidence() {
        chain.load().failures().stream().filter(failure -> !failure.begun()).forEach(failure -> {
            say.accept("lost at %s: %s: %s".formatted(failure.time(), failure.request(), failure.words()));
            chain.traces()
                    .of(failure.trace())
                    .forEach(span -> say.accept(String.format(Locale.ROOT, "  %s began after %.0f ms, took %.0f ms: %s",
                            span.process(), span.at(), span.millis(), span.outcome())));
        });
    }
}
