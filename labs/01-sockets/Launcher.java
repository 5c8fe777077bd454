// Given: nothing in this file is for you to write.
import java.io.Closeable;
import java.io.IOException;

/** Runs a lab's script. If the lab cannot start, it prints one line per mistake to standard error. */
final class Launcher {

    private static volatile String labName = "";

    private Launcher() {}

    interface Main {
        void run(Flags flags) throws Exception;
    }

    /** Runs `body`. The process exits with code 2 if the command line is wrong or the lab cannot start. */
    static void run(String name, String[] args, Main body) throws Exception {
        labName = name;
        try {
            body.run(new Flags(args));
        } catch (UsageException | HttpException error) {
            error.getMessage().lines().forEach(line -> System.err.println(name + ": " + line));
            System.exit(2);
        }
    }

    /** Registers `last` to run in its own thread when SIGINT or SIGTERM ends the process. */
    static void onShutdown(Closeable last) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                last.close();
            } catch (IOException error) {
                System.err.println(error);
            }
        }));
    }

    /** Returns the name of the running lab, such as `lab02`, no matter which lab's code calls this method. */
    static String labName() {
        return labName;
    }
}
