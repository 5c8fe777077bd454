package grader.bench.server;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * How a server is started.
 *
 * @param address where it listens then, if it does not say so itself
 */
record Program(List<String> command, Optional<InetSocketAddress> address) {}
