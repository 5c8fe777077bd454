package grader.machine.os.tests;

import grader.machine.os.Orphans;

/** A process that adopts orphans, starts a process that leaves a child in another session, and ends what is left. */
final class AdoptingProgram {

    private AdoptingProgram() {}

    /** @param arguments how long the child sleeps */
    public static void main(String[] arguments) throws Exception {
        Orphans.adopt();
        new ProcessBuilder("setsid", "env", "-i", "/bin/sh", "-c", "/bin/sleep " + arguments[0] + " &").start()
                .waitFor();
        System.out.println("left: " + ProcessHandle.current().children().count());
        Orphans.end(child -> false);
        System.out.println("left after that: " + ProcessHandle.current().children().count());
    }
}
