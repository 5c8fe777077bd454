package grader.bench.server;

import grader.conformance.peers.known.JbangBuild;
import grader.core.course.Course;
import grader.machine.os.Addresses;
import grader.machine.os.Commands;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the contenders are started: each as JBang builds it, and all with the same Java and the same options. */
public final class Programs {

    static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");
    /**
     * Milliseconds for which servers keep an idle connection: longer than any load. nginx has its own 600 s.
     */
    static final int IDLE = 300_000;

    private final Path folder;
    private final Cpus cpus;
    private final Contender base;

    /**
     * @param folder for what is made on the way
     * @param base whose engine the learner's server gets
     */
    public Programs(Path folder, Cpus cpus, Contender base) {
        this.folder = folder;
        this.cpus = cpus;
        this.base = base;
    }

    /**
     * The command that starts it on a free port.
     *
     * @throws Commands.Failed if it cannot be had: it is not installed, or its libraries are not here and there is no
     *         network
     */
    public Program program(Contender contender) throws Commands.Failed {
        Path script = script(contender);
        if (contender == Contender.NGINX) {
            return nginx(script);
        }
        Contender like = contender.like(base);
        List<String> flags = new ArrayList<>();
        if (contender.isLab()) {
            flags.addAll(like.signals());
            flags.addAll(like.engine());
        }
        return java(script, like.main(), like.lab(), flags);
    }

    /** The command that starts lab 09's server, with a lab's engine and a folder of files. */
    Program files(Contender engine, boolean mine, Path files) throws Commands.Failed {
        Course course = Course.here();
        List<String> flags = new ArrayList<>(List.of("--access-log", "off", "--files", files.toString()));
        flags.addAll(engine.engine());
        return java((mine ? course.labs() : course.solutions()).resolve("09-cache/lab09.java"), "lab09", 9, flags);
    }

    /**
     * The command that starts any server in Java.
     *
     * @param lab the number of its lab; 0 if it is of none
     */
    public Program java(Path script, String main, int lab, List<String> flags) throws Commands.Failed {
        String classPath = JbangBuild.classPath(script);
        List<String> command =
                new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(OPTIONS);
        command.add("-Djava.io.tmpdir=" + folder);      // a killed server's files are deleted with the folder
        command.addAll(List.of("-cp", classPath, main, "--port", "0", "--idle-timeout", String.valueOf(IDLE)));
        command.addAll(flags);
        return new Program(command, Optional.empty(), Optional.empty(), script, lab);
    }

    /** The machine and the Java that all of them get. */
    public static String place(Cpus cpus) {
        return Runtime.getRuntime().availableProcessors() + " processors, " + cpus.words() + "; Java "
                + Runtime.version() + " with " + String.join(" ", OPTIONS.subList(0, 2));
    }

    public Path script(Contender contender) {
        Course course = Course.here();
        return contender.like(base).path(contender == Contender.MINE ? course.labs() : course.solutions());
    }

    /** Without the script that prepares it: that one's time is not its own. */
    private Program nginx(Path script) throws Commands.Failed {
        if (!Commands.succeeds("nginx", "-v")) {
            throw new Commands.Failed("it is not installed here: apt-get install nginx-light");
        }
        int port = Addresses.freePort();
        Path place = folder.resolve("nginx");
        try {
            Files.createDirectories(place);
        } catch (IOException error) {
            throw new Commands.Failed(error.getMessage());
        }
        Commands.output(List.of("sh", script.toString(), "--prepare", place.toString(), "--port", String.valueOf(port),
                "--workers", String.valueOf(cpus.forServers())));
        return new Program(List.of("nginx", "-c", place.resolve("nginx.conf").toString()),
                Optional.of(new InetSocketAddress("127.0.0.1", port)), Optional.empty(), script, 0);
    }
}
