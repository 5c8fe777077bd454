package grader.grading.engine;

import grader.clients.http.Await;
import grader.clients.http.CheckFailed;
import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.Transcript;
import grader.clients.http.Transcript.Step;
import grader.clients.rest.OrdinaryClient;
import grader.clients.rest.Rest;
import grader.clients.upstream.ScriptedUpstream;
import grader.clients.upstream.Upstream;
import grader.core.console.MachineFault;
import grader.grading.server.ExitedProcess;
import grader.grading.server.Heap;
import grader.grading.server.ProcessorUse;
import grader.grading.server.Race;
import grader.grading.server.Server;
import grader.grading.server.ServerLauncher;
import grader.grading.server.ServerPool;
import grader.grading.server.TextFiles;
import grader.grading.server.UsualFlags;
import grader.grading.server.Unavailable;
import grader.grading.submission.Submission;
import grader.machine.database.EmptyDatabases;
import grader.machine.database.WatchedDatabase;
import grader.machine.interleaving.Interleaving;
import grader.machine.os.Addresses;
import grader.machine.os.Isolation;
import grader.machine.os.MachineProbe;
import grader.machine.os.limits.SmallLimits;
import grader.results.result.Cases;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a check works with: servers of its own, clients, random values that the seed decides, and the transcript.
 *
 * <p>A server is started for each check and ends with it, unless the check borrows a server that may have been used
 * before: no check's verdict depends on another check.
 */
public final class Rig implements AutoCloseable {

    private static final int ATTEMPTS = 10;
    private static final UsualFlags ADDRESS = UsualFlags.of("--host", "127.0.0.1", "--port", "0");
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

    private final ProcessorUse use = new ProcessorUse();
    private final Map<String, String> sections;
    private ServerLauncher starting;
    private final Transcript transcript = new Transcript();
    private final SubCases cases = new SubCases(this::transcript, this::goesOn);
    private final Random random;
    private final Set<String> words = ConcurrentHashMap.newKeySet();
    private final OrdinaryClient looks;
    private final String seed;
    private final CopyOnWriteArrayList<Server> servers = new CopyOnWriteArrayList<>();
    private final List<Rest> recorders = new CopyOnWriteArrayList<>();
    private final List<Upstream> upstreams = new ArrayList<>();
    private final List<ScriptedUpstream> scripted = new CopyOnWriteArrayList<>();
    private final List<WatchedDatabase> databases = new ArrayList<>();
    private final List<Race> races = new ArrayList<>();
    private final EmptyDatabases emptyDatabases = new EmptyDatabases();
    private final TextFiles files;
    private final ServerPool pool;
    private final Loans loans;
    private List<String> always = List.of();
    private Optional<List<String>> saidAtFailure = Optional.empty();    // of the first case that failed
    private volatile String expired = "";       // why; empty: it has time
    private volatile boolean measures;
    private volatile Optional<MachineFault> busy = Optional.empty();

    /**
     * @param seed of the whole grading
     * @param check whose random values these are
     * @param fresh whether every server has to be unused
     */
    Rig(Workspace workspace, String seed, String check, ServerPool pool, boolean fresh) {
        this.starting = workspace.launcher();
        this.sections = workspace.build().sections();
        this.seed = seed;
        this.random = new Random((seed + "/" + check).hashCode());
        this.looks = OrdinaryClient.of((seed + "/looks/" + check).hashCode());
        this.pool = pool;
        this.loans = new Loans(pool, fresh);
        this.files = new TextFiles(starting.folder(), transcript);
    }

    /** Gives these flags, before all others, to every server that it starts from now on. */
    public void always(String... flags) {
        always = List.of(flags);
    }

    /** Starts a server with these flags; `--host 127.0.0.1 --port 0` unless they say otherwise. */
    public Server start(String... flags) {
        return known(starting.start(transcript, withDefaults(flags)));
    }

    /**
     * As `start`, but waits for the line about the admin port only, which the flags have to ask for: the server may
     * still be starting.
     */
    public Server begin(String... flags) {
        return known(starting.begin(transcript, withDefaults(flags)));
    }

    /**
     * Starts servers of the reference with a change, and not of what is graded. They tell in a transcript of their own,
     * so that several can be tried at the same time.
     */
    public Function<String[], Server> servers(Submission changed, Transcript own) {
        ServerLauncher others = starting.of(Build.changed(changed, starting.folder()));
        return flags -> known(others.start(own, withDefaults(flags)));
    }

    /** Ends a server and its clients before the check is over: what has become of it does not matter any more. */
    public void end(Server server) {
        servers.remove(server);
        server.abort();
    }

    /** Gives this environment variable to every server that it starts from now on. */
    public void variable(String name, String value) {
        starting = starting.with(name, value);
    }

    /**
     * Gives these limits to every server that it starts from now on. A machine without limits, or a server elsewhere:
     * the check is skipped.
     */
    public void limit(SmallLimits limits) {
        if (!SmallLimits.work()) {
            throw new Unavailable("this machine has no prlimit, which sets limits of a process");
        }
        starting = starting.with(limits);
    }

    private Server known(Server server) {
        if (servers.addIfAbsent(server)) {
            use.watch(server);
        }
        if (isExpired()) {
            server.abort();
        }
        return server;
    }

    /** Whether a server of this check has started. */
    boolean hasStarted() {
        return !servers.isEmpty();
    }

    /** The machine did not give this check its time, so it ends, and says nothing. */
    void expire(MachineFault why) {
        busy = Optional.of(why);
        expire(why.getMessage());
    }

    /** The time of this check is over: whatever it waits for ends now, and so does the check, soon. */
    void expire(String why) {
        expired = why;
        servers.forEach(Server::abort);
        recorders.forEach(Rest::close);
    }

    boolean isExpired() {
        return !expired.isEmpty();
    }

    String expired() {
        return expired;
    }

    /** As `start`; a server in Java gets 64 MiB of heap only. For others look at {@link Server#rss}. */
    public Server startSmall(String... flags) {
        Server server = starting.start(transcript, withDefaults(flags), Heap.SMALL);
        transcript.tell("if it is in Java: with 64 MiB of heap (-Xmx64m)");
        return known(server);
    }

    /**
     * As `start`, or a server with these flags that another check has used and passed; the same one for all cases of a
     * check. For checks that look at the wire only, and leave no connection behind.
     */
    public Server borrow(String... flags) {
        List<String> all = withDefaults(flags);
        return known(loans.borrow(all, transcript, () -> starting.start(transcript, all)));
    }

    /** Says that this check compares processor times, which other programs disturb. */
    public void measures() {
        measures = true;
    }

    Round.Doubt doubt() {
        return new Round.Doubt(measures || loans.anyUsed(), use.isStarvedByOthers(servers));
    }

    /** After the check has passed: its borrowed servers go to the next one. */
    void release() {
        servers.removeAll(loans.release());
    }

    /** Starts a program that is expected to end by itself, and waits for its end. */
    public ExitedProcess runToEnd(String... flags) {
        return starting.runToEnd(transcript, withDefaults(flags));
    }

    private List<String> withDefaults(String... flags) {
        String[] given = Stream.concat(always.stream(), Stream.of(flags)).toArray(String[]::new);
        return List.of(ADDRESS.and(given));
    }

    /** A REST-assured request to a server, from the one factory: for where a well-behaved client is right. */
    public RequestSpecification rest(Server server) {
        return rest(server, Limits.PATIENCE);
    }

    /** The same, for what may rightly take longer than {@link Limits#PATIENCE}. */
    public RequestSpecification rest(Server server, Duration patience) {
        return rest(server, Peer.client(), patience);
    }

    /** The same, from another address of this machine. */
    public RequestSpecification restFrom(String source, Server server) {
        return rest(server, Peer.client(source), Limits.PATIENCE);
    }

    private RequestSpecification rest(Server server, Peer client, Duration patience) {
        Rest rest = new Rest(server.address(), looks, transcript, client, patience);
        recorders.add(rest);
        return rest.request();
    }

    /** A service for the server to call; it ends with the check. */
    public Upstream upstream() {
        Upstream upstream = Upstream.take();
        upstreams.add(upstream);
        return upstream;
    }

    /** A service that does what a script says, byte by byte; it ends with the check. */
    public ScriptedUpstream scriptedUpstream() {
        ScriptedUpstream upstream = ScriptedUpstream.open();
        scripted.add(upstream);
        return upstream;
    }

    /**
     * The service that all checks of a grading share, for servers that are borrowed. What a check tells it, and reads
     * in its record, has to be about names that no other check uses.
     */
    public Upstream sharedUpstream() {
        return pool.upstream();
    }

    /**
     * A database that is watched: its `url` is for the server, and for others that are started with the same. It ends
     * with the check, after the servers. A server that the grader has not compiled itself has no driver for it: then
     * the check is skipped.
     */
    public WatchedDatabase database() {
        if (!starting.hasDriver()) {
            throw new Unavailable("only a Java server that the grader compiles has the driver that watches a database");
        }
        WatchedDatabase database = new WatchedDatabase();
        databases.add(database);
        return database;
    }

    /**
     * From now on, the servers that it starts can be held between two steps of these classes, and of those that the
     * learner has added. Only a Java server that the grader compiles can; otherwise, the check is skipped.
     */
    public Race race(String... classes) {
        Interleaving interleaving = new Interleaving();
        Race race = new Race(interleaving, transcript);
        races.add(race);
        starting = starting.interleaved(interleaving, Set.of(classes));
        return race;
    }

    /**
     * The URL of an empty database for one server of this check: H2 in its memory, or a new database on the PostgreSQL
     * server that the environment names.
     */
    public String emptyDatabase() {
        return emptyDatabases.inMemory();
    }

    /** The same for several servers: H2 in a temporary file. */
    public String sharedDatabase() {
        return emptyDatabases.in(folder("database-" + word()));
    }

    /**
     * The text of the submission's file of sections of this name, such as one in SQL. Without the sources, or where
     * they are older than that file, the check is skipped.
     */
    public String text(String name) {
        return sections.entrySet()
                .stream()
                .filter(file -> file.getKey().endsWith("/" + name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new Unavailable("there is no file " + name
                        + " in what is graded: ./jbang course update brings it to a checkout"));
    }

    /** The path of a new file with this text, for a flag of {@link #start}; it is deleted after the check. */
    public String file(String text) {
        return files.write(text);
    }

    /**
     * The real path of a new folder, such as `served/x`; it is deleted after the check, with all that is in it. The
     * folder above it stays until the end of the grading: servers that are borrowed can have it in a flag.
     */
    public Path folder(String name) {
        return files.folder(name);
    }

    public Random random() {
        return random;
    }

    /**
     * Random values of this name that are the same in all checks of a grading: for the flags of servers that they
     * borrow.
     */
    public Random common(String name) {
        return new Random((seed + "/common/" + name).hashCode());
    }

    /** A word of 8 to 12 letters, and none of those before it. */
    public String word() {
        return Words.word(random, words);
    }

    /**
     * A free port, out of a range from which the system hands out none; it does not depend on the seed, or equal
     * gradings would collide.
     */
    public int freePort() {
        return Addresses.freePort();
    }

    /** Whether an address is one of this machine's. */
    public boolean isOurs(String address) {
        return Addresses.isOurs(address);
    }

    /** Says what happens next, in the transcript. */
    public void tell(String words) {
        transcript().tell(words);
    }

    /** Tells what has happened meanwhile, in a transcript of its own. */
    public void tell(Transcript own) {
        transcript().add(own);
    }

    /** Lets some time pass, while the check holds something. */
    public void pass(Duration time) {
        tell(time.toMillis() + " ms pass");
        long began = System.nanoTime();
        Await.comesTrue(time.multipliedBy(2), () -> System.nanoTime() - began >= time.toNanos());
    }

    /** Leaves the steps of a long loop out of the transcript. */
    public void quietly(Runnable steps) {
        boolean before = transcript.quiet(true);
        try {
            steps.run();
        } finally {
            transcript.quiet(before);
        }
    }

    /**
     * The nearest case of what is checked that must succeed. If it does not, the check says nothing, and is *not run*.
     * Cases share those of one name: the first case tries them.
     */
    public void control(String what, Runnable steps) {
        cases.control(what, steps);
    }

    /**
     * One case of many that do not build on each other: told in one line if it passes. If it fails, the others are
     * tried all the same, and bring their share of the points.
     */
    public void each(String what, Runnable steps) {
        boolean within = cases.isWithin();
        cases.each(what, steps);
        if (!within && cases.result().failed().isEmpty()) {
            servers.forEach(Server::forgetWords);
        } else if (!within && saidAtFailure.isEmpty()) {
            saidAtFailure = Optional.of(lastWords());
        }
    }

    /**
     * Tries steps that prove something only if this machine is fast enough, up to ten times. If no attempt proves
     * anything, the check is *skipped*; where others had the processors, it is not graded.
     *
     * @param what the machine is too busy for otherwise, such as `to send a byte in time`
     * @param steps return whether they have proved something
     */
    public void untilProven(String what, BooleanSupplier steps) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (steps.getAsBoolean()) {
                return;
            }
            tell("this machine was too busy " + what + ", so this attempt proves nothing");
            Parallelism.awaitQuiet(BETWEEN_ATTEMPTS);
        }
        throw use.starvation(servers)
                .<RuntimeException>map(fault -> fault)
                .orElseGet(() -> skip("this machine is too busy " + what));
    }

    /** A part of the check on which the parts after it build, such as a request on their connection. */
    public void step(String what, Runnable steps) {
        cases.step(what, steps);
    }

    /** @param finished whether the check came to its end */
    Cases cases(boolean finished) {
        return finished && !isExpired() ? cases.result() : cases.result().cutShort();
    }

    private boolean goesOn() {
        return !isExpired() && servers.stream().noneMatch(Server::hasEnded);
    }

    /** What happened, up to the first case that failed. */
    List<Step> steps() {
        List<Step> all = transcript().steps();
        return isExpired() ? all : cases.firstFailure().orElse(all);
    }

    /** Fails the check with one line. */
    public CheckFailed failure(String message) {
        return new CheckFailed(message);
    }

    /** Ends the check as *skipped*: this machine cannot do it. */
    public RuntimeException skip(String reason) {
        return new Unavailable(reason);
    }

    /** Whether SIGINT reaches a server even where the grader was started with it ignored. */
    public boolean signalsReachServers() {
        return Isolation.resetsSignals();
    }

    /** What this machine cannot do at the moment, or could not do for a server: then a failure says nothing. */
    Optional<MachineFault> machineFault() {
        return busy.or(() -> servers.stream().flatMap(server -> server.outOfMemory().stream()).findFirst())
                .or(() -> MachineProbe.fault(starting.folder()));
    }

    /** Whether its servers have all the time that they want at this moment. */
    boolean isServed() {
        return use.serves(servers);
    }

    /** Whether its servers use most of the processors at this moment, so that nothing else gets its time. */
    boolean takesProcessors() {
        return use.isTakenBy(servers);
    }

    /** Why the grader has ended one of its servers, as `it used …`; empty if it has not. */
    Optional<String> overLimit() {
        return servers.stream().flatMap(server -> server.overLimit().stream()).findFirst();
    }

    Transcript transcript() {
        recorders.forEach(Rest::tell);
        servers.forEach(Server::tellIfEnded);
        return transcript;
    }

    /** Where one of its servers computes without end; empty words where the line is not known. */
    Optional<String> endlessLoop() {
        return servers.stream().flatMap(server -> server.endlessLoop().stream()).findFirst();
    }

    /** What servers have said on standard error, without what they said in cases that passed. */
    List<String> serverSaid() {
        return saidAtFailure.orElseGet(this::lastWords);
    }

    private List<String> lastWords() {
        return servers.stream().flatMap(server -> server.lastWords().stream()).toList();
    }

    @Override
    public void close() {
        recorders.forEach(Rest::close);
        servers.forEach(Server::close);
        loans.close();
        upstreams.forEach(Upstream::close);
        scripted.forEach(ScriptedUpstream::close);
        databases.forEach(WatchedDatabase::close);
        races.forEach(Race::close);
        emptyDatabases.close();
        files.close();
    }
}
