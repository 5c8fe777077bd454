/** Runs a lab's script: whatever keeps it from starting is one line on standard error, and a code. Given. */
final class Script {

    private static volatile String running = "";

    private Script() {}

    interface Body {
        void run(Flags flags) throws Exception;
    }

    /** Exit code 2 where it was called wrongly, 1 where a task that it cannot start without is not written yet. */
    static void run(String name, String[] args, Body body) throws Exception {
        running = name;
        try {
            body.run(new Flags(args));
        } catch (UsageError error) {
            System.err.println(name + ": " + error.getMessage());
            System.exit(2);
        } catch (Todo todo) {
            todo.say();
            System.exit(1);
        }
    }

    /** The lab that runs, such as `lab02`, whichever lab's code asks. */
    static String running() {
        return running;
    }
}
