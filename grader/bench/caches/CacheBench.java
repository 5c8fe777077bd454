package grader.bench.caches;

import grader.bench.caches.contest.Contest;
import grader.bench.caches.contest.ContestJson;
import grader.bench.caches.contest.ContestResult;
import grader.bench.caches.contest.ContestTable;
import grader.bench.caches.contest.Entrant;
import grader.bench.caches.contest.Subject;
import grader.bench.harness.Contestant;
import grader.bench.harness.PartBench;
import grader.bench.server.JsonFile;
import grader.core.console.ProgressLine;
import grader.core.console.Style;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.Folders;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import grader.core.source.TaskMethods;
import grader.core.starter.UnwrittenTask;
import grader.machine.os.ShutdownHook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures lab 09's cache next to Caffeine, the shortest cache that the JDK allows, and the best that is possible. */
@Command(name = "cache", mixinStandardHelpOptions = true, sortOptions = false,
        description = "A contest first: lab 09's cache, Caffeine, a LinkedHashMap and the best possible cache get the "
                + "same requests. Then the time of a hit in one and in eight threads, and what a hit saves.")
public final class CacheBench extends PartBench {

    private static final int LAB = 9;
    private static final String CALLER = "grader/bench/caches/parts/Caller.java";
    private static final int REQUESTS = 1_000_000;
    private static final int FEWER = 200_000;

    @Option(names = "--contest", description = "only the contest, which takes seconds")
    private boolean contestOnly;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures of the contest to this file, too")
    private Optional<Path> json = Optional.empty();

    public CacheBench() {
        super("lab09");
    }

    @Override
    protected List<Contestant> contestants() {
        return Stream.of(1, 8).flatMap(CacheBench::hits).toList();
    }

    private static Stream<Contestant> hits(int threads) {
        String group = threads == 1 ? "a hit, 1 thread" : "a hit, " + threads + " threads together";
        return Stream.of(CacheContestant.values())
                .map(each -> new Contestant(group, each.toString(), threads, 0, () -> new Hits(each)));
    }

    /** A cache that keeps too little, or nothing, has no hits to measure. */
    @Override
    protected String mistake() {
        json.map(JsonFile::new).ifPresent(JsonFile::check);
        if (mine) {
            holes("lru").findFirst().ifPresent(CacheBench::refuse);     // Without it, it would keep everything.
        }
        Hits hits = new Hits(CacheContestant.OWN);
        for (int i = 0; i < Hits.REQUESTS; i++) {
            hits.once(i);
        }
        return hits.again() > 0 ? "it loads again what it has" : "";
    }

    /** Where the learner has not written a task yet. */
    private static Stream<String> holes(String task) {
        return TaskMethods.in(Parts.upTo(Course.here(), LAB, true))
                .entrySet()
                .stream()
                .flatMap(file -> file.getValue()
                        .holes()
                        .stream()
                        .filter(hole -> hole.task().equals(task))
                        .map(
                                hole -> "task " + task + " is not written yet: " + file.getKey() + ":" + hole.line()));
    }

    private static void refuse(String told) {
        throw new UnwrittenTask(Course.here(), LAB).in(told)
                .orElseThrow(() -> new UserError(told, "./jbang course next"));
    }

    @Override
    protected boolean begin() throws Exception {
        ContestResult result = inFolder(folder -> {
            try (ProgressLine progress = ProgressLine.everywhere(System.out).after(ProgressLine.QUIET)) {
                return new Contest(entrants(folder), quick ? FEWER : REQUESTS, progress).run();
            }
        });
        json.map(JsonFile::new).ifPresent(file -> file.write(ContestJson.of(result)));
        System.out.print(ContestTable.of(result, Style.ofStandardOutput()));
        return !contestOnly;
    }

    /** @param folder for the reference's classes */
    private List<Entrant> entrants(Path folder) {
        List<Entrant> all = new ArrayList<>();
        if (mine) {
            all.add(new Entrant("yours", "mine", true,
                    (loader, entries) -> CacheContestant.own(loader, entries, false)));
            if (holes("admission").findFirst().isEmpty()) {
                all.add(new Entrant("yours + admission", "mineAdmission", true,
                        (loader, entries) -> CacheContestant.own(loader, entries, true)));
            }
        }
        PackagedParts.Maker<Subject> reference = PackagedParts.ofReference(LAB, Parts.source(CALLER), folder)
                .maker(Subject.class, Supplier.class, int.class, boolean.class);
        all.add(new Entrant("reference", "reference", !mine,
                (loader, entries) -> reference.make(loader, entries, false)));
        all.add(new Entrant("reference + admission", "referenceAdmission", !mine,
                (loader, entries) -> reference.make(loader, entries, true)));
        all.add(Entrant.LRU);
        all.add(new Entrant("Caffeine", "caffeine", false,
                // What it does besides is part of a hit here, so that a run can be repeated.
                (loader, entries) -> CacheContestant.CAFFEINE.make(loader, entries, Runnable::run)));
        return all;
    }

    @Override
    protected void finish() throws Exception {
        inFolder(folder -> {
            new Savings(quick ? 200 : 2000).print(folder);
            return null;
        });
    }

    private interface InFolder<T> {
        T call(Path folder) throws Exception;
    }

    private static <T> T inFolder(InFolder<T> action) throws Exception {
        Path folder = Files.createTempDirectory("bench-cache");
        try (var _ = new ShutdownHook(() -> Folders.delete(folder))) {
            return action.call(folder);
        } finally {
            Folders.delete(folder);
        }
    }
}
