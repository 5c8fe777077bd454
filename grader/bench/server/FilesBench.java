package grader.bench.server;

import grader.bench.load.Scenario;
import grader.core.console.ProgressLine;
import grader.core.console.Style;
import grader.core.console.UserError;
import grader.machine.os.Commands;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts lab 09's server next to nginx: both send files. */
@Command(name = "files", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Measures how much CPU time lab 09's server needs to send a file, next to nginx with sendfile.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:nothing could be measured, or called wrongly"})
public final class FilesBench implements Callable<Integer> {

    private static final List<Contender> ALL = List.of(Contender.LOOP, Contender.HYBRID, Contender.NGINX);

    @Option(names = "--mine", description = "measure labs/ instead of solutions/")
    private boolean mine;

    @Option(names = "--quick", description = "2 rounds of 1 s instead of 5 of 3 s, less exact")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "how often each server sends each file")
    private Optional<Integer> rounds = Optional.empty();

    @Option(names = "--millis", paramLabel = "N",
            description = "how long a round is, in milliseconds of the server's CPU time")
    private Optional<Integer> millis = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "write all rounds to this file, too")
    private Optional<Path> json = Optional.empty();

    private final PrintStream out = System.out;
    private final Cpus cpus = Cpus.split();
    private final Results results = new Results(Contender.NGINX);

    @Override
    public Integer call() {
        Rounds.Pace pace = new Rounds.Pace(ServerBench.atLeastOne("--rounds", rounds.orElse(quick ? 2 : 5)),
                Duration.ofMillis(ServerBench.atLeastOne("--millis", millis.orElse(quick ? 1000 : 3000))));
        json.map(JsonFile::new).ifPresent(JsonFile::check);
        String place = Programs.place(cpus);
        try (Workplace workplace = new Workplace(); ProgressLine progress = ProgressLine.everywhere(out)) {
            out.println(place);
            cpus.bindLoad();
            try (Servers servers = new Servers(build(workplace, progress), cpus, workplace)) {
                ALL.forEach(servers::start);
                Rounds measured = new Rounds(servers.running(), pace, new Random(), progress);
                measured.measure(Scenario.F1, results);
                measured.measure(Scenario.F2, results);
            }
        }
        json.map(JsonFile::new).ifPresent(file -> file.write(JsonFile.of(results, place)));
        out.print(Table.of(results, Style.ofStandardOutput()));
        return 0;
    }

    /** All of them serve the same folder: nginx has it below its own. */
    private Map<Contender, Program> build(Workplace workplace, ProgressLine progress) {
        Programs makes = new Programs(workplace.folder, cpus, Contender.HYBRID);
        Map<Contender, Program> programs = new EnumMap<>(Contender.class);
        Path files = files(workplace);
        for (Contender contender : ALL) {
            progress.say("builds the servers, " + contender);
            try {
                programs.put(contender, contender == Contender.NGINX ? makes.program(contender)
                        : makes.files(contender, mine, files));
            } catch (Commands.Failed error) {
                throw new UserError(contender + " cannot be measured: " + error.getMessage(), "then try again");
            }
        }
        return programs;
    }

    private static Path files(Workplace workplace) {
        try {
            Path files = Files.createDirectories(workplace.folder.resolve("nginx/files"));
            for (int size : List.of(64 << 10, 10 << 20)) {
                Files.writeString(files.resolve(String.valueOf(size)), "x".repeat(size));
            }
            return files;
        } catch (IOException error) {
            throw UserError.of(error, "making files to send");
        }
    }
}
