/** The flags of this lab. */
final class SignalFlags {

    private SignalFlags() {}

    static Flags flags(Flags flags) {
        return flags
                .with("log-format", "text", "what a line of the access log is: text or json",
                        (text, number) -> oneOf("log-format", text, "text", "json"))
                .withNumber("log-queue", 8192, 1, 1_000_000, "how many lines of the access log may wait to be written")
                .with("server-timing", "off", "whether responses say how long each stop took: on or off",
                        (text, number) -> oneOf("server-timing", text, "on", "off"))
                .with("trace", "on", "whether requests belong to traces: on or off",
                        (text, number) -> oneOf("trace", text, "on", "off"));
    }

    private static void oneOf(String flag, String text, String one, String other) {
        if (!text.equals(one) && !text.equals(other)) {
            throw new UsageException("--" + flag + " " + text + ": give " + one + " or " + other);
        }
    }

    static boolean isJson(Flags flags) {
        return flags.text("log-format").equals("json");
    }

    /** Returns whether the value of a flag is `on`. */
    static boolean isOn(Flags flags, String flag) {
        return flags.text(flag).equals("on");
    }
}
