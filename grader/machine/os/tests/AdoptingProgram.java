package grader.machine.os.tests;

import grader.machine.os.Orphans;
import grader.machine.os.Processes;

/**
 * A process that adopts orphans, starts a server, and a process that leaves a child in another session, and ends what
 * is left.
 */
final class AdoptingProgram {

    private AdoptingProgram() {}

    /** @param arguments how long the child sleeps */
    public static void main(String[] arguments) throws Exception {
        Orphans.adopt();
        try (Processes processes = new Processes()) {
            Process server = processes.start(new ProcessBuilder("/bin/sleep", arguments[0]));
            leave(arguments[0]);
            new Processes().close();
            System.out.println("the server lives: " + server.isAlive());
        }
    }

    private static void leave(String seconds) throws Exception {
        new ProcessBuilder("setsid", "env", "-i", "/bin/sh", "-c", "/bin/sleep " + seconds + " &").start()
                .waitFor();
        System.out.println("left: " + Orphans.left().size());
        Orphans.end();
        System.out.println("left after that: " + Orphans.left().size());
    }
}
