package grader.bench.edge;

import grader.bench.server.Contender;
import grader.bench.server.Cpus;
import grader.bench.server.Program;
import grader.bench.server.Programs;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.machine.os.Addresses;
import grader.machine.os.Commands;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the proxies are started, all in front of the same backend. */
final class EdgePrograms {

    private static final String LAB = "lab14";
    /** A server that is stopped between its turns sees none of this time pass while it serves. */
    private static final List<String> PATIENT =
            List.of("--upstream-timeout", "30000", "--queue-target", "60000", "--access-log", "off");

    private final Path folder;
    private final Cpus cpus;
    private final Contender base;
    private final Programs programs;
    private final int backend;
    private final Certificate certificate;

    /**
     * @param folder for their files
     * @param base whose engine the learner's edge gets
     * @param backend its port on 127.0.0.1
     */
    EdgePrograms(Path folder, Cpus cpus, Contender base, int backend, Certificate certificate) {
        this.folder = folder;
        this.cpus = cpus;
        this.base = base;
        this.programs = new Programs(folder, cpus, base);
        this.backend = backend;
        this.certificate = certificate;
    }

    /**
     * The command that starts a proxy.
     *
     * @param secure whether an edge speaks TLS; all others do on a port of their own
     * @throws Commands.Failed if it cannot be had: it is not installed, or its libraries are not here and there is no
     *         network
     */
    Program program(Contender contender, boolean secure) throws Commands.Failed {
        return switch (contender) {
            case NGINX -> installed(contender, "nginx-proxy.conf", "nginx", "-c");
            case HAPROXY -> installed(contender, "haproxy.cfg", "haproxy", "-db", "-f");
            case NETTY -> java("nettyproxy");
            case VERTX -> java("vertxproxy");
            case BACKEND -> programs.program(Contender.LOOP);
            default -> edge(contender, secure);
        };
    }

    private Program edge(Contender contender, boolean secure) throws Commands.Failed {
        List<String> flags = new ArrayList<>(edgeFlags(contender, backend));
        if (secure) {
            flags.addAll(List.of("--tls", certificate.folder().toString()));
        }
        return edge(contender, flags);
    }

    /** The flags of an edge in front of a server on this port. */
    List<String> edgeFlags(Contender contender, int behind) {
        List<String> flags = new ArrayList<>(PATIENT);
        flags.addAll(contender.like(base).engine());
        flags.addAll(List.of("--route", "*/=app", "--backends", "app=http://127.0.0.1:" + behind));
        return flags;
    }

    /** The command that starts an edge with these flags. */
    Program edge(Contender contender, List<String> flags) throws Commands.Failed {
        return programs.java(script(contender), LAB, Course.here().lab(LAB).number(), flags);
    }

    static Path script(Contender contender) {
        Course course = Course.here();
        Path all = contender == Contender.MINE ? course.labs() : course.solutions();
        return all.resolve(course.lab(LAB).folder()).resolve(LAB + ".java");
    }

    private Program java(String name) throws Commands.Failed {
        int secure = Addresses.freePort();
        return programs
                .java(here(name + ".java"), "grader.bench.proxies." + name, 0,
                        List.of("--backend-port", String.valueOf(backend), "--tls-port", String.valueOf(secure),
                                "--tls",
                                certificate.folder().toString()))
                .withSecure(address(secure));
    }

    /** A program of the system, with a file of settings. */
    private Program installed(Contender contender, String settings, String... command) throws Commands.Failed {
        if (!Commands.succeeds(command[0], "-v")) {
            throw new Commands.Failed("it is not installed here: apt-get install " + command[0]);
        }
        int port = Addresses.freePort();
        int secure = Addresses.freePort();
        Path file = folder.resolve(settings);
        Path template = here(settings);
        try {
            String text = Files.readString(template);
            for (Map.Entry<String, Object> each : Map.<String, Object>of("FOLDER", folder, "PORT", port, "TLS", secure,
                    "BACKEND", backend, "WORKERS", cpus.forServers(), "PEM", certificate.both()).entrySet()) {
                text = text.replace("@" + each.getKey() + "@", each.getValue().toString());
            }
            Files.writeString(file, contender == Contender.NGINX && isRoot() ? "user root;\n" + text : text);
        } catch (IOException error) {
            throw UserError.of(error, "writing " + file);
        }
        List<String> all = new ArrayList<>(List.of(command));
        all.add(file.toString());
        return new Program(all, Optional.of(address(port)), Optional.of(address(secure)), template, 0);
    }

    /** Its workers could not read the folder otherwise. */
    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static Path here(String name) {
        return Course.here().root().resolve("grader/bench/proxies").resolve(name);
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress("127.0.0.1", port);
    }
}
