package grader.checks.lab02;

import grader.run.Limits;
import grader.run.Rig;
import grader.run.Server;
import grader.wire.Client;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The checks of lab 02, and what they have in common. */
public final class Lab02 {

    public static final List<Class<?>> CHECKS = List.of(BacklogChecks.class, AcceptorChecks.class, HandOffChecks.class,
            OverloadChecks.class, AcceptErrorsChecks.class, GaugesChecks.class);

    private Lab02() {}

    /** Starts a server with so many workers and places, which waits for slow clients as long as a check may take. */
    static Server start(Rig rig, int workers, int places, String... more) {
        List<String> flags = new ArrayList<>(List.of("--workers", "" + workers, "--queue", "" + places, "--read-timeout", "60000"));
        Collections.addAll(flags, more);
        return rig.start(flags.toArray(String[]::new));
    }

    /** Whether something holds before the patience is over. */
    static boolean comesTrue(BooleanSupplier what) {
        long deadline = System.nanoTime() + Limits.PATIENCE.toNanos();
        boolean is = what.getAsBoolean();
        while (!is && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(5_000_000);
            is = what.getAsBoolean();
        }
        return is;
    }

    /** Waits until the server has accepted everybody, or does not go on; where the system tells. */
    static void awaitAccepted(Server server) {
        comesTrue(() -> server.waiting().orElse(0) == 0);
    }

    /** How many wait in the kernel. Skips where that cannot be seen. */
    static int waiting(Rig rig, Server server) {
        OptionalInt waiting = server.waiting();
        return waiting.orElseThrow(() -> rig.skip("this system does not show the accept queue in /proc/net/tcp"));
    }

    /** What a client hears that was turned away; fails where nothing comes. */
    static void expectToHear(Rig rig, Client client, String expected) {
        if (!client.hearsWithin(Limits.PATIENCE) || client.unread().isEmpty()) {
            rig.tell("nothing came back" + (client.ended() ? ": the connection was closed" : ""));
            throw rig.failure("expected " + expected + ", but nothing came back");
        }
    }
}
