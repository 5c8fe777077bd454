package grader.teaching.cluster.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.machine.os.Addresses;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Slurm cluster of one node on this machine, heard on the loopback interface only, with all its files in a folder.
 */
final class SlurmNode implements AutoCloseable {

    private static final int MOST_MINUTES = 90;
    private static final List<String> PROGRAMS = List.of("mungekey", "munged", "slurmctld", "slurmd");

    private final Path folder;
    private final List<Process> daemons = new ArrayList<>();

    /** @param folder an empty one. Everyone may enter those that it is in, as munged demands */
    SlurmNode(Path folder) throws IOException, InterruptedException {
        this.folder = Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            start();
        } catch (IOException | InterruptedException | AssertionError failed) {
            close();
            throw failed;
        }
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    static boolean isInstalled() {
        return PROGRAMS.stream().allMatch(program -> Files.isExecutable(Path.of(program(program))));
    }

    private static String program(String name) {
        return "/usr/sbin/" + name;
    }

    private void start() throws IOException, InterruptedException {
        for (String each : List.of("munge", "state", "spool")) {
            Files.createDirectory(folder.resolve(each));
        }
        String host = command("hostname").strip();
        Files.writeString(folder.resolve("slurm.conf"), """
                ClusterName=test
                SlurmctldHost=%1$s(127.0.0.1)
                SlurmctldPort=%2$s
                SlurmdPort=%3$s
                CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
                AuthType=auth/munge
                AuthInfo=socket=%4$s/munge/socket
                ProctrackType=proctrack/pgid
                TaskPlugin=task/none
                JobAcctGatherType=jobacct_gather/none
                SelectType=select/cons_tres
                SelectTypeParameters=CR_Core
                ReturnToService=2
                SlurmUser=root
                StateSaveLocation=%4$s/state
                SlurmdSpoolDir=%4$s/spool
                SlurmctldPidFile=%4$s/slurmctld.pid
                SlurmdPidFile=%4$s/slurmd.pid
                MpiDefault=none
                NodeName=%1$s NodeAddr=127.0.0.1 CPUs=%5$s RealMemory=4000 State=UNKNOWN
                PartitionName=all Nodes=ALL Default=YES State=UP
                """.formatted(host, Addresses.freePort(), Addresses.freePort(), folder,
                Runtime.getRuntime().availableProcessors()));
        String munge = folder + "/munge/";
        command(program("mungekey"), "-c", "-k", munge + "key");
        daemon(program("munged"), "-F", "--key-file=" + munge + "key", "--socket=" + munge + "socket",
                "--pid-file=" + munge + "pid", "--log-file=" + munge + "log", "--seed-file=" + munge + "seed");
        Wrapper.await("munged listens", () -> Files.exists(Path.of(munge + "socket")) || !areAlive());
        assertTrue(areAlive(), this::log);
        daemon(program("slurmctld"), "-D", "-f", folder + "/slurm.conf");
        daemon(program("slurmd"), "-D", "-f", folder + "/slurm.conf", "-N", host);
        Wrapper.await("the node is idle", () -> says("sinfo", "-h", "-o", "%t").equals("idle\n") || !areAlive());
        assertTrue(areAlive(), this::log);
    }

    private void daemon(String... command) throws IOException {
        daemons.add(builder(folder, command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start());
    }

    private ProcessBuilder builder(Path current, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(current.toFile()).redirectErrorStream(true);
        builder.environment().put("SLURM_CONF", folder + "/slurm.conf");
        return builder;
    }

    private boolean areAlive() {
        return daemons.stream().allMatch(Process::isAlive);
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException error) {
            return error.toString();
        }
    }

    private String command(String... command) throws IOException, InterruptedException {
        Process process = builder(folder, command).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor() == 0, () -> List.of(command) + " says " + said + log());
        return said;
    }

    private String says(String... command) {
        try {
            return command(command);
        } catch (IOException | AssertionError notYet) {
            return "";
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    /** Submits a script from a folder, and waits until it is done. What its tasks say is there, in `slurm-*.out`. */
    void run(Path current, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sbatch", "--wait"));
        command.addAll(List.of(arguments));
        Process process = builder(current, command.toArray(String[]::new))
                .redirectOutput(folder.resolve("sbatch").toFile())
                .start();
        try {
            assertTrue(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES), "it does not end");
            assertTrue(process.exitValue() == 0, () -> said(current));
        } finally {
            process.destroy();
        }
    }

    private String said(Path current) {
        try (Stream<Path> files = Files.list(current)) {
            StringBuilder all = new StringBuilder(Files.readString(folder.resolve("sbatch")));
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("slurm-"))
                    .sorted()
                    .toList()) {
                all.append(file.getFileName()).append(":\n").append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException error) {
            return error.toString();
        }
    }

    /** Ends what still runs, then the daemons. */
    @Override
    public void close() {
        if (daemons.size() == PROGRAMS.size() - 1) {
            says("scancel", "--user=root");
            Wrapper.await("all jobs are gone", () -> says("squeue", "-h").isEmpty());
        }
        daemons.reversed().forEach(Process::destroy);
        Wrapper.await("the daemons have ended", () -> daemons.stream().noneMatch(Process::isAlive));
    }
}
