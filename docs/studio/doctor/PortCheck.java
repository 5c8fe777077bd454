package docs.studio.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a port is free, and if not, which process listens on it (as far as Linux's /proc shows it to this user). */
public final class PortCheck {

    private static final String LISTENING = "0A";

    private PortCheck() {}

    public static Finding of(int port) {
        String about = "port " + port;
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return Finding.ok(about, "free");
        } catch (IOException taken) {
            String instead = "another port: ./jbang lab01 --port 0";
            return holder(port)
                    .map(process -> Finding.wrong(about, "taken by process " + process.pid() + ": " + command(process),
                            "kill " + process.pid() + " ends it, or use " + instead))
                    .orElse(Finding.wrong(about, "taken (" + taken.getMessage() + ")",
                            "end who listens there, or use " + instead));
        }
    }

    private static String command(ProcessHandle process) {
        try {
            String line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).replace('\0', ' ').strip();
            return line.length() <= 60 ? line : line.substring(0, 28) + " … " + line.substring(line.length() - 28);
        } catch (IOException hidden) {
            return process.info().command().orElse("?");
        }
    }

    private static Optional<ProcessHandle> holder(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                Files.readAllLines(Path.of(table))
                        .stream()
                        .map(line -> line.strip().split("\\s+"))
                        .filter(field -> field.length > 9 && field[3].equals(LISTENING))
                        .filter(field -> field[1].endsWith(":%04X".formatted(port)))
                        .forEach(field -> sockets.add("socket:[" + field[9] + "]"));
            } catch (IOException noLinux) {
                // then the holder stays unknown
            }
        }
        return sockets.isEmpty() ? Optional.empty()
                : ProcessHandle.allProcesses().filter(process -> holds(process, sockets)).findFirst();
    }

    private static boolean holds(ProcessHandle process, Set<String> sockets) {
        try (var descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return descriptors.anyMatch(descriptor -> {
                try {
                    return sockets.contains(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException closedMeanwhile) {
                    return false;
                }
            });
        } catch (IOException | UncheckedIOException notOurs) {
            return false;
        }
    }
}
