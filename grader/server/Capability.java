package grader.server;

/** What a check needs beyond the wire. Where it is not to be had, the check is skipped, with the reason. */
public enum Capability {
    /** The server can be started with flags of the check's choice. */
    FLAGS("the server cannot be started with other flags"),
    /** The server's standard output and error can be read. */
    OUTPUT("the server's output cannot be read"),
    /** The server can be sent a signal, and started again. */
    SIGNAL("the server cannot be sent a signal"),
    /** The server's process can be looked at: its open descriptors (Linux). */
    PROCESS("the server's process cannot be looked at"),
    /** The server has an admin port: it was started with one, or `--admin-url` names it. */
    ADMIN("the server's admin port is not known");

    private final String lack;

    Capability(String lack) {
        this.lack = lack;
    }

    public String lack() {
        return lack;
    }
}
