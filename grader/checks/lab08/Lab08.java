package grader.checks.lab08;

import static grader.checks.lab01.Lab01.get;

import grader.checks.lab07.Lab07;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;

/** The checks of lab 08, and what they have in common. */
public final class Lab08 {

    public static final List<Class<?>> CHECKS = List.of(ThreadChecks.class, ThreadPoolChecks.class, VirtualChecks.class,
            LoopChecks.class, LoopRestChecks.class, ConnectionDeadlineChecks.class, HybridChecks.class,
            ProcessChecks.class, RaceChecks.class,
            BlockedLoopChecks.class);

    /** What lab 07's checks call the behavior that an engine can break most easily. */
    static final List<String> CONNECTION =
            List.of("kept", "inOrder", "halfClosed", "refused", "failMidwayOld", "idle", "requestTimeout");
    /** The same, for an engine that decides by itself when to read and when to write. */
    static final List<String> READ_AND_WRITTEN = List.of("kept", "inOrder", "halfClosed", "refused", "failMidwayOld",
            "lastOfMany", "once", "slowHandler", "failMidway", "early", "left");
    static final List<String> LATE = List.of("idle", "requestTimeout", "stopped", "moving");
    static final List<String> SLOW_READERS = List.of("ownPace", "hundred", "ahead");
    static final String HELLO = "Hello, world\n";
    /** The first part of a request, which its client finishes with {@link #REST}. */
    static final String HALF = "GET / HTTP/1.1\r\nHost: loc";
    static final String REST = "alhost\r\n\r\n";

    private static final int HANDLERS = 200;
    private static final int FEW_THREADS = 60;
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private Lab08() {}

    /** A server with this engine that waits long for its clients. */
    static Server start(Rig rig, String engine, String... more) {
        return rig.start(UsualFlags.of("--engine", engine).endless("idle", "request").and(more));
    }

    /** Tries checks of lab 07, named by their methods, as cases over an engine. */
    static void tryLab07(Rig rig, String engine, List<String> methods) {
        rig.always("--engine", engine);
        for (String name : methods) {
            Method method = Lab07.CHECKS.stream()
                    .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                    .filter(each -> each.getName().equals(name) && each.isAnnotationPresent(Check.class))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("lab 07 has no check " + name));
            rig.each("lab 07: " + method.getAnnotation(Check.class).value(), () -> ReflectionSupport
                    .invokeMethod(method, ReflectionSupport.newInstance(method.getDeclaringClass()), rig));
        }
    }

    /** Clients that are silent in the middle of a request hold up no other client, and get their responses later. */
    static void expectOthersServed(Rig rig, String engine) {
        Server server = start(rig, engine);
        List<Client> silent = connect(server, 5, HALF);
        try {
            rig.tell("5 clients send half a request and are silent; another one comes");
            expectServed(server);
            rig.tell("the 5 clients send the rest");
            silent.forEach(client -> client.sendUnlogged(REST));
            silent.forEach(client -> client.answer().expectStatus(200).expectBody(HELLO));
        } finally {
            silent.forEach(Client::close);
        }
    }

    static void expectServed(Server server) {
        try (Client client = server.connect()) {
            client.send(get("/")).answer().expectStatus(200).expectBody(HELLO);
        }
    }

    /** So many clients, each of which has sent this; the server has read it. */
    static List<Client> connect(Server server, int count, String text) {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(server.connect().sendUnlogged(text));
        }
        clients.forEach(server::awaitRead);
        return clients;
    }

    static void expectToWait(Rig rig, Server server, Client leaving) {
        expectToWait(rig, server, leaving, server::awaitIdle);
    }

    /** A client with a whole request finds no room meanwhile; when `leaving` leaves, it gets its response. */
    static void expectToWait(Rig rig, Server server, Client leaving, Runnable meanwhile) {
        try (Client next = server.connect().send(get("/"))) {
            meanwhile.run();
            if (next.awaitData(A_MOMENT)) {
                next.tellUnread();
                throw rig.failure("expected the next client to wait until another one leaves, but "
                        + next.unread().lines().findFirst().map(line -> "it got " + line).orElseGet(next::how));
            }
            leaving.disconnect();
            next.answer().expectStatus(200).expectBody(HELLO);
        }
    }

    /**
     * Connects so many clients that send this, and tells how many more threads of the kernel the server has then.
     * Returns how many it had before.
     */
    static int countThreads(Rig rig, Server server, int count, String sent, ObjIntConsumer<List<Client>> more) {
        expectServed(server);
        int before = threads(rig, server);
        List<Client> clients = connect(server, count, sent);
        try {
            int with = threads(rig, server);
            rig.tell("without clients the server has " + before + " threads, with " + count + " it has " + with);
            more.accept(clients, with - before);
            return before;
        } finally {
            clients.forEach(Client::close);
        }
    }

    /** While many handlers wait, the server has few threads, and each client gets its response in the end. */
    static void expectFewThreads(Rig rig, String engine) {
        rig.tell("each of " + HANDLERS + " clients requests /slow/3000");
        countThreads(rig, start(rig, engine), HANDLERS, get("/slow/3000"), (clients, more) -> {
            if (more > FEW_THREADS) {
                throw rig.failure("expected at most " + FEW_THREADS + " more threads of the kernel for " + HANDLERS
                        + " handlers that wait, but the server has " + more + " more");
            }
            rig.step("all of them get their responses",
                    () -> rig.quietly(() -> clients.forEach(client -> client.answer().expectStatus(200))));
        });
    }

    /** How many threads of the kernel a server has; skips the check where the system does not tell. */
    static int threads(Rig rig, Server server) {
        return server.threads().orElseThrow(() -> rig.skip("this system does not tell how many threads a process has"));
    }

    static boolean comesTrue(BooleanSupplier what) {
        return Await.comesTrue(Limits.PATIENCE, what);
    }
}
