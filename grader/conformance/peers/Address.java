package grader.conformance.peers;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a peer listens, as its command line says: `--host 127.0.0.1 --port 8080`, and how long it keeps a connection
 * without a request: `--idle-timeout 60000`, in milliseconds. `--files FOLDER` names a folder for `/files/`, and
 * `--handler-threads 8` says how many requests are handled at the same time, where a peer has threads for that. Flags
 * of the course's server that are not listed here are passed over: a peer keeps its own settings.
 *
 * @param port 0 for any that is free
 * @param idle that of lab 07: were it shorter in one, that one would have fewer idle connections to care for
 * @param files null if there are none
 * @param threads for handlers; 0 for as many as the peer has by itself
 */
record Address(String host, int port, Duration idle, Path files, int threads) {

    /** Bad flags end the program with one line and exit code 2. */
    static Address of(String[] args) {
        String host = "127.0.0.1";
        int port = 8080;
        Duration idle = Duration.ofMinutes(1);
        Path files = null;
        int threads = 0;
        for (int i = 0; i < args.length; i++) {
            String[] parts = args[i].split("=", 2);
            if (!parts[0].startsWith("--") || parts.length == 1 && ++i == args.length) {
                throw wrong(parts[0], "is no flag with a value: write --port 8080");
            }
            String value = parts.length == 2 ? parts[1] : args[i];
            switch (parts[0]) {
                case "--host" -> host = value;
                case "--port" -> port = port(value);
                case "--idle-timeout" -> idle = Duration.ofMillis(millis(value));
                case "--files" -> files = Path.of(value);
                case "--handler-threads" -> threads = threads(value);
                default -> {}
            }
        }
        return new Address(host, port, idle, files, threads);
    }

    private static int port(String value) {
        if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= 0xFFFF) {
            return Integer.parseInt(value);
        }
        throw wrong("--port " + value, "is no port: give a number from 0 to 65535");
    }

    private static int threads(String value) {
        if (value.matches("[1-9]\\d{0,3}")) {
            return Integer.parseInt(value);
        }
        throw wrong("--handler-threads " + value, "is no number of threads: give 1 or more");
    }

    private static long millis(String value) {
        if (value.matches("[1-9]\\d{0,8}")) {
            return Long.parseLong(value);
        }
        throw wrong("--idle-timeout " + value, "is no time: give milliseconds, 1 or more");
    }

    private static IllegalArgumentException wrong(String flag, String remedy) {
        System.err.println(flag + " " + remedy);
        System.exit(2);
        return new IllegalArgumentException(flag);
    }

    /** Says that the server accepts connections now, on this port. */
    void listening(String name, int port) {
        System.out.println(name + " listening on http://" + host + ":" + port);
        System.out.flush();
    }
}
