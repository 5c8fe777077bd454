package grader.bench.server;

import grader.machine.os.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Which processors serve, and which one makes the load, where `taskset` can say so (Linux): then neither takes the
 * other's.
 *
 * @param servers empty if nothing can be said
 * @param apart whether no core has processors of both: two on one core share its units, and take them from each other
 */
public record Cpus(List<Integer> servers, List<Integer> load, boolean apart) {

    private static final Path ALL = Path.of("/sys/devices/system/cpu");

    /** Of the processors that this process may use. */
    public static Cpus split() {
        List<Integer> all = allowed();
        boolean binds =
                all.size() > 1 && Commands.succeeds("taskset", "-p", String.valueOf(ProcessHandle.current().pid()));
        return split(binds ? all : List.of(), Cpus::core);
    }

    /**
     * The first half of the cores is for servers, the rest for the load.
     *
     * @param core which one a processor is of, in any words
     */
    public static Cpus split(List<Integer> all, IntFunction<String> core) {
        Map<String, List<Integer>> cores = new LinkedHashMap<>();
        all.forEach(cpu -> cores.computeIfAbsent(core.apply(cpu), first -> new ArrayList<>()).add(cpu));
        boolean apart = cores.size() > 1;
        List<List<Integer>> groups = apart ? List.copyOf(cores.values()) : all.stream().map(List::of).toList();
        int half = groups.size() / 2;
        return new Cpus(flat(groups.subList(0, half)),
                half == 0 ? List.of() : flat(groups.subList(half, groups.size())), apart);
    }

    private static List<Integer> flat(List<List<Integer>> groups) {
        return groups.stream().flatMap(Collection::stream).toList();
    }

    /** Binds this process, with all threads that it has, to the processors of the load. */
    public void bindLoad() {
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

    /** The same, with a server on the processors of the load. */
    public Cpus swapped() {
        return new Cpus(load, servers, apart);
    }

    /** How many processors a server has. */
    public int forServers() {
        return servers.isEmpty() ? Runtime.getRuntime().availableProcessors() : servers.size();
    }

    public String words() {
        return servers.isEmpty() ? "server and load share all processors"
                : "servers on processor " + list(servers) + ", load on " + list(load)
                        + (apart ? "" : ", both of one core: they slow each other");
    }

    private static String list(List<Integer> cpus) {
        return String.join(",", cpus.stream().map(String::valueOf).toList());
    }

    /** Its processors, as `0,4`; the processor's own number where the system does not tell. */
    private static String core(int cpu) {
        try {
            return Files.readString(ALL.resolve("cpu" + cpu + "/topology/thread_siblings_list")).strip();
        } catch (IOException untold) {
            return String.valueOf(cpu);
        }
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
