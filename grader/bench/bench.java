//JAVA 25+
//SOURCES ../libraries/Commands.java
//SOURCES ../libraries/Benchmarks.java
//SOURCES ../libraries/Load.java
//SOURCES breakers/*.java
//SOURCES caches/*.java
//SOURCES caches/contest/*.java
//SOURCES edge/*.java
//SOURCES handler/*.java
//SOURCES harness/*.java
//SOURCES load/*.java
//SOURCES overload/*.java
//SOURCES parsers/*.java
//SOURCES parsers/microhttp/MicrohttpParser.java
//SOURCES pools/*.java
//SOURCES server/*.java
//SOURCES util/*.java
//SOURCES ../core/*/*.java
//SOURCES ../clients/http/*.java
//SOURCES ../clients/tls/*.java
//SOURCES ../machine/os/*.java
//SOURCES ../conformance/peers/known/*.java
//SOURCES ../machine/postgres/*.java
//SOURCES ../proofs/soak/*.java
//COMPILE_OPTIONS -Xlint:all,-processing -Werror
//COMPILE_OPTIONS -proc:full
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow

package grader.bench;

import grader.bench.breakers.BreakerBench;
import grader.bench.caches.CacheBench;
import grader.bench.edge.EdgeBench;
import grader.bench.handler.HandlerBench;
import grader.bench.overload.OverloadBench;
import grader.bench.parsers.ParserBench;
import grader.bench.pools.PoolBench;
import grader.bench.server.EnginesBench;
import grader.bench.server.FilesBench;
import grader.bench.server.ServerBench;
import grader.core.console.CommandLines;
import grader.proofs.soak.Soak;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `jbang bench`: the learner's server, or a part of it, and the reference beside others. */
@Command(name = "bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "WHAT",
        subcommands = {ServerBench.class, EnginesBench.class, FilesBench.class, EdgeBench.class, CacheBench.class,
                PoolBench.class,
                ParserBench.class, HandlerBench.class, OverloadBench.class, BreakerBench.class},
        description = "Measures the server, or a part of it, beside others; soak tries whether it leaks.")
class bench implements Runnable {

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new bench())
                .addSubcommand(new Soak(Path.of("")))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "nothing was said of what to measure");
    }
}
