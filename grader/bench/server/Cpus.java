package grader.bench.server;

import grader.run.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which processors serve, and which one makes the load, where `taskset` can say so (Linux): then neither takes the other's.
 *
 * @param servers empty if nothing can be said
 */
record Cpus(List<Integer> servers, List<Integer> load) {

    /** The first half of what this process may use is for servers, the rest for the load. */
    static Cpus split() {
        List<Integer> all = allowed();
        if (all.size() < 2 || !Commands.succeeds("taskset", "-p", String.valueOf(ProcessHandle.current().pid()))) {
            return new Cpus(List.of(), List.of());
        }
        return new Cpus(all.subList(0, all.size() / 2), all.subList(all.size() / 2, all.size()));
    }

    /** Binds this process, with all threads that it has, to the processors of the load. */
    void bindLoad() {
        if (!load.isEmpty()) {
            Commands.succeeds("taskset", "-a", "-c", "-p", list(load), String.valueOf(ProcessHandle.current().pid()));
        }
    }

    /** A command that runs on the servers' processors. */
    List<String> serving(List<String> command) {
        if (servers.isEmpty()) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of("taskset", "-c", list(servers)));
        all.addAll(command);
        return all;
    }

    String words() {
        return servers.isEmpty() ? "server and load share all processors"
                : "servers on processor " + list(servers) + ", load on " + list(load);
    }

    private static String list(List<Integer> cpus) {
        return String.join(",", cpus.stream().map(String::valueOf).toList());
    }

    private static List<Integer> allowed() {
        List<Integer> all = new ArrayList<>();
        try {
            String status = Files.readString(Path.of("/proc/self/status"));
            for (String range : status.replaceAll("(?s).*Cpus_allowed_list:\\s*(\\S+).*", "$1").split(",")) {
                String[] ends = range.split("-");
                for (int cpu = Integer.parseInt(ends[0]); cpu <= Integer.parseInt(ends[ends.length - 1]); cpu++) {
                    all.add(cpu);
                }
            }
            return all;
        } catch (IOException | NumberFormatException notLinux) {
            return List.of();
        }
    }
}
