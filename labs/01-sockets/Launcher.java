// Given: nothing in this file is for you to write.
import java.io.Closeable;
import java.io.IOException;

/** Runs a lab's script: what keeps it from starting is on standard error, a line for each mistake. */
final class Launcher {

    private static volatile String running = "";

    private Launcher() {}

    interface Main {
        void run(Flags flags) throws Exception;
    }

    /** Exit code 2 where it was called wrongly, or cannot start. */
    static void run(String name, String[] args, Main body) throws Exception {
        running = name;
        try {
            body.run(new Flags(args));
        } catch (UsageException | HttpException error) {
            error.getMessage().lines().forEach(line -> System.err.println(name + ": " + line));
            System.exit(2);
        }
    }

    /** Runs `last` when the process is told to end, by SIGINT or SIGTERM, in a thread of its own. */
    static void onShutdown(Closeable last) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                last.close();
            } catch (IOException error) {
                System.err.println(error);
            }
        }));
    }

    /** The lab that runs, such as `lab02`, whichever lab's code asks. */
    static String running() {
        return running;
    }
}
