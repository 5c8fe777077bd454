package docs.studio.deploy;

import docs.studio.deploy.Attempt.Outcome;
import docs.studio.deploy.InstanceLife.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What has happened in an act, for the terminal and for the page. Times are milliseconds since its beginning.
 *
 * @param title such as `engine thread, round 1 of 2, deploy`
 * @param lanes one for each name of an instance
 * @param failed those that count
 * @param notes what else went wrong
 * @param orders what has become of the checkouts
 */
public record Replay(String title, long millis, List<Lane> lanes, List<Mark> marks, List<Failure> failed,
        List<String> notes,
        String orders, boolean isRight) {

    /** The phases of the instances with one name, one after another. */
    public record Lane(String name, List<Stretch> phases) {}

    public record Stretch(String phase, long from, long to) {}

    /** A request. @param lane -1 without an instance. @param why empty after a good response */
    public record Mark(int lane, long at, long millis, String request, String outcome, String why) {}

    /** A request that has failed, in words. */
    public record Failure(String outcome, String words) {}

    private static final int WIDTH = 66;
    private static final int SHOWN = 5;
    private static final Map<Phase, Character> SIGNS = new EnumMap<>(Map.of(Phase.STARTING, '.', Phase.SERVING, '=',
            Phase.NOT_READY, '~', Phase.DRAINING, '-', Phase.GONE, ' '));
    static final String LEGEND = "= serving   ~ not ready   - draining   . starting   ! a request failed";

    /** @param begun, ended times of {@link System#nanoTime} */
    public static Replay of(String title, long begun, long ended, List<InstanceLife> lives, List<Attempt> attempts,
            Diagnosis diagnosis, List<String> notes, Orders.Count count) {
        List<String> names = lives.stream().map(InstanceLife::name).distinct().sorted().toList();
        List<Lane> lanes = names.stream()
                .map(name -> new Lane(name, stretches(begun, ended,
                        lives.stream().filter(life -> life.name().equals(name)).toList())))
                .toList();
        List<Mark> marks = new ArrayList<>();
        List<Failure> failed = new ArrayList<>();
        for (Attempt attempt : attempts) {
            String why = attempt.failed() ? diagnosis.of(attempt) : "";
            marks.add(new Mark(attempt.life() == null ? -1 : names.indexOf(attempt.life().name()),
                    (attempt.begun() - begun) / 1_000_000, (attempt.ended() - attempt.begun()) / 1_000_000,
                    attempt.request(), attempt.failed() ? facts(attempt) : attempt.outcome().words(), why));
            if (attempt.failed() && !attempt.wasKilled()) {
                failed.add(new Failure(attempt.outcome().words(), facts(attempt) + ": " + why));
            }
        }
        return new Replay(title, (ended - begun) / 1_000_000, lanes, marks, failed, notes, orders(count),
                failed.isEmpty() && notes.isEmpty() && count.isRight());
    }

    /** Such as `GET / was refused by b, 1500 ms after SIGTERM (not ready)`. */
    private static String facts(Attempt attempt) {
        InstanceLife life = attempt.life();
        if (life == null) {
            return attempt.request() + ": " + attempt.outcome().words();
        }
        String when = life.signaled() == 0 || attempt.ended() < life.signaled() ? "before any signal"
                : (attempt.ended() - life.signaled()) / 1_000_000 + " ms after "
                        + (life.wasKilled() ? "SIGKILL" : "SIGTERM");
        String status = attempt.outcome() == Outcome.WRONG ? " (" + attempt.words() + ")" : "";
        return attempt.request() + " at " + life.name() + ": " + attempt.outcome().words() + status + ", " + when + ", "
                + words(life.phaseAt(attempt.ended()));
    }

    private static String orders(Orders.Count count) {
        String all = count.sent() + " checkouts, each with its Idempotency-Key, " + count.repeated() + " repeated: "
                + count.lost().size() + " orders lost, " + count.twice().size() + " made twice";
        return all + (count.inDoubt() == 0 ? "" : ", " + count.inDoubt() + " without a 201")
                + keys("; lost: ", count.lost()) + keys("; made twice: ", count.twice());
    }

    private static String keys(String what, List<Long> keys) {
        return keys.isEmpty() ? ""
                : keys.stream().limit(SHOWN).map(key -> "arena-" + key).collect(Collectors.joining(", ", what, ""));
    }

    private static String words(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** One after another: between the end of one instance and the start of the next, there is none. */
    private static List<Stretch> stretches(long begun, long ended, List<InstanceLife> lives) {
        List<Stretch> all = new ArrayList<>();
        for (int i = 0; i < lives.size(); i++) {
            InstanceLife life = lives.get(i);
            long next = i + 1 < lives.size() ? lives.get(i + 1).started() : ended;
            long[] changes = {life.started(), life.ready(), life.signaled(), life.out(), life.ended()};
            long[] times = LongStream
                    .concat(Arrays.stream(changes), LongStream.of(next))
                    .filter(at -> at != 0)
                    .map(at -> Math.clamp(at, begun, Math.max(begun, next)))
                    .sorted()
                    .distinct()
                    .toArray();
            for (int j = 0; j + 1 < times.length; j++) {
                all.add(new Stretch(words(life.phaseAt(times[j])), (times[j] - begun) / 1_000_000,
                        (times[j + 1] - begun) / 1_000_000));
            }
        }
        return all;
    }

    /** In a few lines, for a terminal: the score, the timeline, and the first failures. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s: %s requests, %s failed%s; %.0f s", title, marks.size(),
                failed.size(), byOutcome(), millis / 1e3));
        lanes.forEach(lane -> lines.add("  " + lane.name() + " |" + row(lane) + "|"));
        lines.add("  " + orders);
        notes.forEach(note -> lines.add("  " + note));
        failed.stream().limit(SHOWN).forEach(failure -> lines.add("  " + failure.words()));
        if (failed.size() > SHOWN) {
            lines.add("  and " + (failed.size() - SHOWN) + " more");
        }
        return lines;
    }

    private String byOutcome() {
        return failed.isEmpty() ? ""
                : failed.stream()
                        .collect(Collectors.groupingBy(Failure::outcome, TreeMap::new, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private String row(Lane lane) {
        StringBuilder row = new StringBuilder(" ".repeat(WIDTH));
        for (Stretch stretch : lane.phases()) {
            for (int i = column(stretch.from()); i < column(stretch.to()); i++) {
                row.setCharAt(i, sign(stretch.phase()));
            }
        }
        marks.stream()
                .filter(mark -> !mark.why().isEmpty() && mark.lane() == lanes.indexOf(lane))
                .forEach(mark -> row.setCharAt(Math.min(WIDTH - 1, column(mark.at() + mark.millis())), '!'));
        return row.toString();
    }

    private int column(long at) {
        return (int) (Math.clamp(at, 0, millis) * WIDTH / Math.max(1, millis));
    }

    private static char sign(String phase) {
        return SIGNS.entrySet()
                .stream()
                .filter(each -> words(each.getKey()).equals(phase))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
