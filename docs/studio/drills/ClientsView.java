package docs.studio.drills;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the clients of the load have got in the last seconds. A server's own signals know nothing of waits before it.
 */
final class ClientsView {

    private static final int SECONDS = 10;
    private static final String ROW = "%-28s %8s %9s %9s %9s %9s  %s";
    private static final int LONGEST = 28;

    /** One request. @param connect nanoseconds; -1 if its connection was used before @param came a status, or none */
    private record Sent(long at, String what, long connect, long response, String came) {}

    private final Deque<Sent> sent = new ArrayDeque<>();        // guarded by this object's lock

    /**
     * @param connect nanoseconds; -1 if its connection was used before @param came a status, or how it failed
     */
    synchronized void add(Shape shape, long connect, long response, String came) {
        String what = shape.send();
        sent.add(new Sent(System.nanoTime(), what.substring(0, Math.min(LONGEST, what.length())), connect, response,
                came));
        forget();
    }

    private void forget() {
        while (!sent.isEmpty() && System.nanoTime() - sent.getFirst().at > SECONDS * 1_000_000_000L) {
            sent.removeFirst();
        }
    }

    /** A table: a row for each kind of request. */
    synchronized List<String> lines() {
        forget();
        List<String> lines = new ArrayList<>(List.of("requests that ended within the last " + SECONDS
                + " s, as their clients saw them: milliseconds for a new connection, then for the response"));
        lines.add(String.format(Locale.ROOT, ROW, "", "requests", "connect", "most", "response", "most", "got"));
        sent.stream()
                .collect(Collectors.groupingBy(Sent::what, TreeMap::new, Collectors.toList()))
                .forEach((what,
                        all) -> {
                    List<Long> connects = all.stream().map(Sent::connect).filter(nanos -> nanos >= 0).sorted().toList();
                    List<Long> responses =
                            all.stream().map(Sent::response).filter(nanos -> nanos >= 0).sorted().toList();
                    lines.add(String.format(Locale.ROOT, ROW, what, all.size(), median(connects), most(connects),
                            median(responses), most(responses), Looks.counted(all.stream().map(Sent::came))));
                });
        return lines;
    }

    private static String median(List<Long> sorted) {
        return sorted.isEmpty() ? "-" : Looks.millis(sorted.get(sorted.size() / 2) / 1e6);
    }

    private static String most(List<Long> sorted) {
        return sorted.isEmpty() ? "-" : Looks.millis(sorted.getLast() / 1e6);
    }
}
