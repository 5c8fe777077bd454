package grader.bench.caches.contest;

import java.util.Comparator;
import java.util.List;

/** What a contest means for the cache that is judged, and what would help it next: in a few sentences. */
final class ContestWords {

    /** Shares of the possible hits that are less apart are as good as equal. */
    private static final double CLOSE = 0.03;
    private static final double SLOW = 3;

    private final ContestResult result;
    private final Entrant subject;
    private final List<Entrant> others;
    private final String name;

    private ContestWords(ContestResult result) {
        this.result = result;
        this.subject = result.subject();
        this.others = result.ranked().stream().filter(entrant -> !entrant.name().equals(subject.name())).toList();
        this.name = subject.name().replace("yours", "Your cache").replace("ref", "The ref").replace("+", "with");
    }

    static List<String> of(ContestResult result) {
        ContestWords words = new ContestWords(result);
        return List.of(words.reached(), words.next());
    }

    private String reached() {
        return name + " has " + ContestTable.whole(result.share(subject)) + " of the hits that are possible, "
                + others.getFirst().name() + " " + ContestTable.whole(result.share(others.getFirst())) + ".";
    }

    private String next() {
        if (result.isTooGood(subject)) {
            return "Some are not possible: it keeps more values than it may."
                    + " ./jbang grade lab09 --only entries-limited tells more.";
        }
        if (subject != Entrant.LRU && result.share(Entrant.LRU) - result.share(subject) > CLOSE) {
            return "Even LRU has more: does each hit count as a use?";
        }
        Trace worst = result.traces().stream().max(Comparator.comparingDouble(this::lost)).orElseThrow();
        if (lost(worst) < CLOSE) {
            return result.ratio(subject) > SLOW
                    ? "No other has much more, but its hits take long: what do they do besides finding an entry?"
                    : "No other has much more; for the rest, a cache would have to know the future.";
        }
        return "It loses most in \"" + worst + "\": " + (worst == Trace.DAY
                ? "what was popular once stays too long, or what is new has no time to become popular."
                : subject.name().contains("admission")
                        ? "does it know well enough what is popular? Look at the room for counts, and how they age."
                        : "keys that are requested once push out what is used often."
                                + " Admission would help, the stretch task of lab 09.");
    }

    /** The share of the possible hits that the best of the others has, and this one has not. */
    private double lost(Trace trace) {
        ContestResult part = result.of(trace);
        return others.stream().mapToDouble(part::share).max().orElse(0) - part.share(subject);
    }
}
