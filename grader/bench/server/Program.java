package grader.bench.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a server is started.
 *
 * @param address where it listens then, if it does not say so itself
 * @param secure where it speaks TLS, if that is another port
 * @param script what a reader would start
 * @param lab the number of its lab, if it is a server of the course
 */
public record Program(List<String> command, Optional<InetSocketAddress> address, Optional<InetSocketAddress> secure,
        Path script, int lab) {

    /** The same, with one more option for the JVM. */
    Program withOption(String option) {
        List<String> longer = new ArrayList<>(command);
        longer.add(1, option);
        return new Program(longer, address, secure, script, lab);
    }

    /** The same, with another limit of its heap, such as `-Xmx64m`. */
    public Program withHeap(String limit) {
        return new Program(
                command.stream().map(word -> word.startsWith("-Xmx") ? limit : word).toList(), address, secure, script,
                lab);
    }

    /** The same, with more flags. */
    public Program withFlags(List<String> flags) {
        return new Program(Stream.concat(command.stream(), flags.stream()).toList(), address, secure, script, lab);
    }

    /** The same, which speaks TLS there, too. */
    public Program withSecure(InetSocketAddress where) {
        return new Program(command, address, Optional.of(where), script, lab);
    }
}
