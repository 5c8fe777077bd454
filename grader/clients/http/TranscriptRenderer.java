package grader.clients.http;

import grader.clients.http.Transcript.Entry;
import grader.clients.http.Transcript.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes a transcript readable: says whose each step is where several speak, folds what many clients do alike, and
 * leaves out the middle of what is long.
 */
final class TranscriptRenderer {

    /** As many clients in a row have to do the same before that is told in one line. */
    private static final int LONG_RUN = 4;
    private static final int MOST_SHOWN = 40;

    private final Map<Peer, Integer> numbers = new LinkedHashMap<>();      // of the admin port: 0
    private final Map<Peer, Integer> lanes;
    private final List<Step> steps = new ArrayList<>();

    /** What one peer does until another has its turn. */
    private record Turn(Peer peer, List<Entry> entries) {

        boolean isMarked() {
            return entries.stream().anyMatch(entry -> entry.mark() != null);
        }

        String text() {
            return entries.stream().map(entry -> entry.sign() + entry.lines()).collect(Collectors.joining("\n"));
        }

        /**
         * What is the same in two exchanges that differ in the target alone: its mirror in the body has another length,
         * too.
         */
        String shape() {
            return text().replaceAll(" /[^ \\\\]+", " /").replaceAll("Content-Length: \\d+", "Content-Length: ");
        }
    }

    private TranscriptRenderer(List<Entry> entries) {
        int clients = 0;
        for (Entry entry : entries) {
            if (entry.peer() != null && !numbers.containsKey(entry.peer())) {
                numbers.put(entry.peer(), entry.peer().isAdmin() ? 0 : ++clients);
            }
        }
        lanes = lanes(entries);
        List<Turn> turns = turns(entries);
        for (int i = 0; i < turns.size();) {
            int end = endOfRun(turns, i);
            tell(turns.get(i));
            if (end - i >= LONG_RUN) {
                steps.add(words(folded(turns.subList(i, end))));
                i = end;
            } else {
                i++;
            }
        }
    }

    /** The lane of each client; none if there are ever more than two at the same time. */
    private static Map<Peer, Integer> lanes(List<Entry> entries) {
        Map<Peer, Integer> last = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            last.put(entries.get(i).peer(), i);
        }
        Map<Peer, Integer> lanes = new HashMap<>();
        int[] ends = {-1, -1};
        for (int i = 0; i < entries.size(); i++) {
            Peer peer = entries.get(i).peer();
            if (peer != null && !lanes.containsKey(peer)) {
                int lane = ends[0] < i ? 0 : 1;
                if (ends[lane] > i) {
                    return Collections.emptyMap();      // not Map.of(): what no client did has no lane, too
                }
                lanes.put(peer, lane);
                ends[lane] = last.get(peer);
            }
        }
        return lanes;
    }

    /** @param forgotten how many entries are missing in the middle */
    static List<Step> of(List<Entry> entries, int forgotten) {
        List<Step> steps = new TranscriptRenderer(entries).steps;
        int more = steps.size() - MOST_SHOWN;
        if (more <= 1) {
            return steps;
        }
        List<Step> shown = new ArrayList<>(steps.subList(0, MOST_SHOWN / 2));
        shown.add(words("… " + (more + forgotten) + " more steps"));
        shown.addAll(steps.subList(steps.size() - MOST_SHOWN / 2, steps.size()));
        return shown;
    }

    private static List<Turn> turns(List<Entry> entries) {
        List<Turn> turns = new ArrayList<>();
        for (Entry entry : entries) {
            if (turns.isEmpty() || entry.peer() == null || turns.getLast().peer() != entry.peer()) {
                turns.add(new Turn(entry.peer(), new ArrayList<>()));
            }
            turns.getLast().entries().add(entry);
        }
        return turns;
    }

    /** After the last of the turns from `start` on in which clients, one after the other, do the same. */
    private int endOfRun(List<Turn> turns, int start) {
        Turn first = turns.get(start);
        int number = numbers.getOrDefault(first.peer(), 0);
        int end = start + 1;
        while (number > 0 && end < turns.size()
                && numbers.getOrDefault(turns.get(end).peer(), 0) == number + end - start
                && !turns.get(end).isMarked() && turns.get(end).shape().equals(first.shape())) {
            end++;
        }
        return end;
    }

    private String folded(List<Turn> run) {
        boolean equal = run.stream().allMatch(turn -> turn.text().equals(run.getFirst().text()));
        return "clients " + label(run.get(1).peer()) + " to " + label(run.getLast().peer()) + ": the same"
                + (equal ? "" : ", each with a target of its own");
    }

    private void tell(Turn turn) {
        turn.entries()
                .forEach(entry -> steps.add(new Step(name(entry.peer()), lanes.getOrDefault(entry.peer(), 0),
                        entry.sign(), entry.lines(), entry.mark())));
    }

    private String name(Peer peer) {
        if (peer == null) {
            return "";
        }
        return peer.isAdmin() ? "admin" : numbers.size() == 1 ? "" : "client " + label(peer);
    }

    private String label(Peer peer) {
        return peer.name().isEmpty() ? String.valueOf(numbers.get(peer)) : peer.name();
    }

    private static Step words(String words) {
        return new Step("", 0, "", List.of(words), null);
    }
}
