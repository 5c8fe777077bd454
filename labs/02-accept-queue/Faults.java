// Given: nothing in this file is for you to write.
import java.io.OutputStream;
import java.io.PrintStream;

/** Faults of the server: the operator reads of them on standard error, and a lack of memory is found in time. */
final class Faults {

    private static volatile byte[] spare;

    private Faults() {}

    /**
     * Loads what a report needs. A thread that has no memory to load this class ends, whatever it catches, so a server
     * calls this method before it accepts clients.
     */
    static void prepare() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        new IllegalStateException("a rehearsal").printStackTrace(nowhere);
        nowhere.println(new Lack("a rehearsal").line(new IllegalStateException()));
    }

    /**
     * Fails before an accept would: an accept that runs out of memory loses its client, with the socket, in the JDK.
     * Until there is memory, the client waits in the kernel.
     *
     * @throws OutOfMemoryError if there is less than an accept may need
     */
    static void requireMemory() {
        spare = new byte[16 * 1024];
        spare = null;       // Now others may have it.
    }

    /** Prints a fault in our own code, with its stack trace. Throws nothing: even a report needs memory. */
    static void report(Throwable fault) {
        try {
            fault.printStackTrace();
        } catch (RuntimeException | Error lost) {
            // The report is lost, and nothing else.
        }
    }
}
