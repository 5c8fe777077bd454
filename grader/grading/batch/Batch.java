package grader.grading.batch;

import grader.core.console.ProgressLine;
import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.files.PathText;
import grader.grading.batch.Graded.Kind;
import grader.grading.server.LabRuntime;
import grader.machine.os.Orphans;
import grader.machine.os.Sandbox;
import grader.machine.os.ShutdownHook;
import grader.results.recorded.ShardFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Grades submissions in worker processes, `jobs` at a time, and records a result for each. What the grader could not
 * grade is tried a second time, by a fresh process.
 */
public final class Batch {

    /**
     * @param reference take the reference's parts of earlier labs
     * @param seed empty: that of each submission depends on its content
     * @param out the folder of results
     * @param regrade whether what has a result is graded again
     * @param sandbox whether to grade in sandboxes
     * @param zeroOnShortcut whether a shortcut makes a score 0
     */
    public record Options(Lab lab, boolean reference, Optional<String> seed, Path out, int jobs, boolean regrade,
            Sandbox.Use sandbox, Shard shard, String names, boolean zeroOnShortcut) {}

    /** Of each job, so many gradings: the one at work, and others that only wait. */
    private static final int LANES = 2;
    /** What was changed is graded again, so often: another program may do it each time. */
    private static final int ROUNDS = 3;
    /** No seal is so: a worker that is told to expect it makes its own Java. */
    private static final String OWN = "own";

    private final Options options;
    private final WrittenResults written = new WrittenResults();
    private final Queue<Planned> waiting = new ConcurrentLinkedQueue<>();
    private final List<Worker> workers = new CopyOnWriteArrayList<>();
    private final AtomicReference<UserError> fatal = new AtomicReference<>();
    private volatile boolean stopping;

    public Batch(Options options) {
        this.options = options;
    }

    /**
     * Grades this shard's part of what the arguments name. What is left out, the first shard tells.
     *
     * @return whether all of them have a result that says something
     * @throws UserError before anything is graded, if the call is wrong; later, if results cannot be written
     */
    public boolean run(List<String> submissions, PrintWriter out, ProgressLine progress) {
        Plan plan = Plan.of(submissions, options.lab(), new Names(options.names()));
        List<Planned> mine = options.shard().of(plan.submissions());
        Optional<Planned> elsewhere = mine.stream().filter(one -> one.source().isElsewhere()).findFirst();
        boolean sandboxed = isSandboxed(elsewhere);
        if (!sandboxed && options.sandbox() == Sandbox.Use.WHERE_IT_WORKS) {
            out.println("Not in a sandbox: " + (elsewhere.isEmpty() ? "bubblewrap " + Sandbox.WHY_NOT
                    : "a submission is on another machine; clone it first"));
            out.flush();
        }
        writeShard(mine);
        waiting.addAll(mine);
        BatchLines lines = new BatchLines(out, progress, mine.size(),
                options.shard().number() == 1 ? plan.leftOut() : List.of());
        try (WorkFolder work = new WorkFolder();
                ShutdownHook _ = new ShutdownHook(() -> stop(lines, work))) {
            lines.begin();
            Setup setup = setup(sandboxed);
            gradeAll(setup, work, mine.size(), lines);
            for (int round = 0; round < ROUNDS && takeBackChanged(lines); round++) {
                gradeAll(setup, work, waiting.size(), lines);
            }
        }
        if (fatal.get() != null) {
            throw fatal.get();
        }
        lines.end(PathText.shown(options.out()) + "/");
        return lines.isWhole();
    }

    private void gradeAll(Setup setup, WorkFolder work, int submissions, BatchLines lines) {
        int jobs = Math.clamp(submissions, 1, options.jobs());
        Semaphore places = new Semaphore(jobs);
        try (ExecutorService lanes = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (int i = 0; i < Math.min(submissions, jobs * LANES); i++) {
                String name = "worker-" + i;
                lanes.execute(() -> new Lane(setup, work, name, processors(jobs), lines, places).run());
            }
        }
    }

    /** Whether there are results that were changed since they were written: they wait again. */
    private boolean takeBackChanged(BatchLines lines) {
        if (stopping || fatal.get() != null) {
            return false;
        }
        Map<Planned, Graded> changed = written.takeChanged();
        changed.forEach((planned, graded) -> {
            lines.takeBack(planned, graded);
            Folders.delete(options.out().resolve(planned.file()));
            waiting.add(planned);
        });
        return !changed.isEmpty();
    }

    /** A worker starts as many servers at a time as it has processors. */
    private static int processors(int jobs) {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / jobs);
    }

    /** A worker in a network of its own cannot fetch from another machine. */
    private boolean isSandboxed(Optional<Planned> elsewhere) {
        if (elsewhere.isPresent() && options.sandbox() == Sandbox.Use.REQUIRED) {
            throw new UserError(
                    "--require-sandbox: " + Names.shown(elsewhere.get().source().shown()) + " is on another machine",
                    "clone it first, and give the clone");
        }
        return elsewhere.isEmpty() && Sandbox.isFor(options.sandbox());
    }

    private Setup setup(boolean sandboxed) {
        Lab lab = options.lab();
        return new Setup(lab.course().root().toAbsolutePath().toString(), lab.name(), options.reference(),
                options.seed().orElse(null), options.out().toAbsolutePath().toString(),
                GraderVersion.of(lab, options.reference(), options.zeroOnShortcut()), options.regrade(), "", sandboxed,
                options.zeroOnShortcut());
    }

    private void writeShard(List<Planned> mine) {
        if (Files.exists(options.out()) && !Files.isDirectory(options.out())) {
            throw new UserError("--out " + PathText.shown(options.out()) + " is a file, no folder",
                    "name another folder");
        }
        try {
            Files.createDirectories(options.out());
        } catch (IOException error) {
            throw UserError.of(error, "making the folder " + PathText.shown(options.out()));
        }
        new ShardFile(options.shard().number(), options.shard().of(), options.lab().name(), mine.stream()
                .map(one -> new ShardFile.Entry(one.name(), Optional.ofNullable(one.attempt()), one.source().shown(),
                        one.file()))
                .toList()).write(options.out());
    }

    /** On Ctrl+C: workers end their servers, and delete their files. */
    private void stop(BatchLines lines, WorkFolder work) {
        stopping = true;
        waiting.clear();
        workers.forEach(Worker::stop);
        workers.forEach(Worker::close);
        Orphans.end();
        work.close();
        System.err.println("\nstopped: " + lines.soFar() + " have a result; the same command grades the others");
    }

    /** Takes what is waiting, and has it graded, one after another. */
    private final class Lane {

        private final Setup setup;
        private final WorkFolder work;
        private final String name;
        private final int processors;
        private final BatchLines lines;
        private final Semaphore places;
        private Worker worker;      // null: it has to be started

        Lane(Setup setup, WorkFolder work, String name, int processors, BatchLines lines, Semaphore places) {
            this.setup = setup;
            this.work = work;
            this.name = name;
            this.processors = processors;
            this.lines = lines;
            this.places = places;
        }

        void run() {
            try {
                while (gradeNext()) {
                    // one after another
                }
            } finally {
                end();
            }
        }

        /** Whether there was something to grade. */
        private boolean gradeNext() {
            try (Place place = Place.take(places)) {
                Planned next = stopping ? null : waiting.poll();
                if (next != null) {
                    grade(next, place);
                }
                return next != null;
            }
        }

        private void grade(Planned planned, Place place) {
            Graded graded = attempt(planned, place, false);
            if (!stopping && graded.kind() != Kind.GRADED && graded.kind() != Kind.BEFORE) {
                end();
                graded = attempt(planned, place, true);
            }
            if (stopping) {
                return;
            }
            written.add(planned, graded, options.out().resolve(planned.file()));
            lines.add(planned, graded);
            if (graded.kind() == Kind.NOT_RECORDED) {
                fatal.compareAndSet(null, new UserError(graded.outcome().replaceFirst("; .*", ""),
                        "make room in " + PathText.shown(options.out()) + ", and start the same command again"));
                waiting.clear();
            }
        }

        private Graded attempt(Planned planned, Place place, boolean ownJava) {
            try {
                if (worker == null) {
                    worker = started(ownJava);
                }
                Optional<Graded> graded = worker.grade(planned, place::leave);
                String fault = graded.isPresent() ? "" : worker.fault();
                if (graded.isEmpty() || !graded.get().sound()) {
                    end();
                }
                return graded.orElseGet(() -> stopping ? new Graded(Kind.GRADER_ERROR, fault, "", false)
                        : notGraded(planned, fault));
            } catch (IOException error) {
                end();
                return notGraded(planned, UserError.of(error, "starting a worker").getMessage());
            }
        }

        /**
         * A lane that ends orphans meanwhile knows all workers.
         *
         * @param ownJava whether it makes a Java of its own: what another submission does to theirs does not matter
         */
        private Worker started(boolean ownJava) throws IOException {
            synchronized (workers) {
                String java = ownJava ? "" : LabRuntime.seal(options.lab().data().modules(), _ -> {});
                Worker fresh = new Worker(setup.withJava(java.isEmpty() ? OWN : java), work.make(name), processors);
                workers.add(fresh);
                return fresh;
            }
        }

        private Graded notGraded(Planned planned, String why) {
            return new OneGrading(setup, options.lab()).notGraded(planned, why, false);
        }

        private void end() {
            if (worker != null) {
                worker.close();
                synchronized (workers) {
                    Orphans.end();
                    workers.remove(worker);
                }
                worker = null;
            }
        }
    }
}
