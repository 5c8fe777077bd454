package grader.grading.server;

import grader.clients.http.Limits;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.Jars;
import grader.core.source.Libraries;
import grader.grading.submission.LabClasses;
import grader.machine.database.DriverJar;
import grader.machine.interleaving.Interleaving;
import grader.machine.interleaving.WovenJars;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is started as the server, and what can be done with it. */
public sealed interface Program {

    /** How the report calls it. */
    String mode();

    /**
     * A lab's classes, run by a Java with the lab's modules only. If `java.sql` is one of them, the driver for watched
     * databases is there, too.
     */
    record Classes(List<String> java, List<Path> classPath, String main, String mode) implements Program {

        /**
         * @param classes in jars, since those are what {@link #interleaved} copies
         * @param progress is told if something has to be made for it first, once
         */
        public static Classes of(Lab lab, LabClasses classes, String mode, Consumer<String> progress) {
            List<Path> libraries = Libraries.of(lab);
            List<Path> driver = lab.data().modules().contains("java.sql") ? List.of(DriverJar.path()) : List.of();
            Classes program = new Classes(LabRuntime.command(lab.data().modules(), progress),
                    classPath(libraries, classes.earlier(), classes.own(), driver), lab.name(), mode);
            return LabRuntime.of(lab.data().modules(), progress)
                    .map(runtime -> ClassArchive.with(runtime, program, libraries, classes, driver, progress))
                    .orElse(program);
        }

        /**
         * In the order in which a Java looks into them. @param earlier the classes of earlier labs, if they are apart
         */
        static List<Path> classPath(List<Path> libraries, Optional<Path> earlier, List<Path> own, List<Path> after) {
            return Stream.of(libraries, earlier.stream().toList(), own, after).flatMap(List::stream).toList();
        }

        /** The same with these options of Java as well, and with this class path. */
        Classes with(List<String> options, List<Path> path) {
            return new Classes(Stream.of(java, options).flatMap(List::stream).toList(), path, main, mode);
        }

        /**
         * The same, with classes that can be held between two steps: those of these names, and those that the course
         * does not have.
         *
         * @param folder for their jars, empty
         * @throws IOException if they cannot be written
         */
        Classes interleaved(Interleaving interleaving, Set<String> names, Path folder) throws IOException {
            Set<String> others = Course.here()
                    .all()
                    .stream()
                    .flatMap(lab -> lab.files().stream())
                    .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                    .filter(name -> !names.contains(name))
                    .collect(Collectors.toSet());
            List<Path> woven = WovenJars.all(classPath, folder, name -> !others.contains(name));
            List<String> command = new ArrayList<>(java);
            command.removeIf(option -> option.startsWith(ClassArchive.FLAG));       // it was made of other jars
            command.add(interleaving.option());
            return new Classes(command, woven, main, mode);
        }

        public List<String> command(List<String> flags) {
            return command(flags, Heap.USUAL);
        }

        /** What it reads: its Java, the archive of classes, its jars. */
        List<Path> files() {
            List<Path> files = new ArrayList<>(classPath);
            files.add(Path.of(java.getFirst()).getParent().getParent());
            java.stream()
                    .filter(option -> option.startsWith(ClassArchive.FLAG))
                    .forEach(option -> files.add(Path.of(option.substring(ClassArchive.FLAG.length()))));
            return files;
        }

        List<String> command(List<String> flags, Heap heap) {
            List<String> command = new ArrayList<>(java);
            // methods are compiled later than usual: a server lives for a moment only, and starting it is most of the
            // work
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=10", "-XX:-UsePerfData",
                    "-XX:+UseSerialGC"));
            command.addAll(heap.options());
            command.addAll(List.of("-cp", Jars.path(classPath), main));
            command.addAll(flags);
            return command;
        }
    }

    /**
     * A command of the user's: any language, the same flags and the same `listening on` line. Run by the shell, where
     * the user is.
     */
    record Command(String line) implements Program {

        /** @throws UserError if it is not one command */
        public static Command of(String line) {
            Command command = new Command(line);
            CommandErrors.check(command);
            return command;
        }

        List<String> command(List<String> flags) {
            List<String> command = new ArrayList<>(List.of("sh", "-c", "exec " + line + " \"$@\"", "sh"));
            command.addAll(flags);
            return command;
        }

        @Override
        public String mode() {
            return "--command '" + line.replace("'", "'\\''") + "'";
        }
    }

    /** A server that is running already. Only the wire is there, and its admin port if that was named. */
    record Url(InetSocketAddress address, Optional<InetSocketAddress> admin) implements Program {

        /** Whether a connection can be made. */
        public static boolean isReachable(InetSocketAddress address) {
            try (Socket socket = new Socket()) {
                socket.connect(address, (int) Limits.PATIENCE.toMillis());
                return true;
            } catch (IOException refused) {
                return false;
            }
        }

        @Override
        public String mode() {
            return "--url " + url(address) + admin.map(port -> " --admin-url " + url(port)).orElse("");
        }

        private static String url(InetSocketAddress address) {
            String host = address.getHostString();
            return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
        }
    }
}
