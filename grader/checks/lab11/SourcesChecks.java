package grader.checks.lab11;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task config: all sources together, and their mistakes. */
class SourcesChecks {

    @Test
    @Check(value = "of several sources, the command line is the strongest, then the environment, then the file",
            task = "config", rule = "precedence", points = 4, ownServer = true,
            builds = {"from-file", "from-environment"},
            explain = """
                    What is closer to this one start counts more: a flag was typed for it, a variable is for the
                    machine, a file for all machines. A list comes from one source, too: values from a file that are
                    mixed with those of a flag are hard to trace.
                    """)
    void strongest(Rig rig) {
        String file = rig.file(String.join("\n", "backlog = 11", "queue = 12", "pool-size = 13", "workers = 14",
                "origin = http://file.example", "user = ann:1:yes", "user = ben:2:no", "watch-queue = on",
                "pool-timeout = 15"));
        rig.variable("SHOP_QUEUE", "22");
        rig.variable("SHOP_POOL_SIZE", "23");
        rig.variable("SHOP_ORIGIN", "http://env.example");
        rig.variable("SHOP_WATCH_QUEUE", "off");
        rig.variable("SHOP_POOL_IDLE_CHECK", "26");
        rig.each("print-config", () -> Printed.by(rig).expect("print-config", "on", "command line"));
        Printed printed = Printed.by(rig, "--config", file, "--pool-size", "33", "--workers", "34", "--workers", "35",
                "--pool-idle-check", "36");
        rig.each("in the file only", () -> printed.expect("backlog", 11, file + ":1"));
        rig.each("in the file and the environment", () -> printed.expect("queue", 22, "SHOP_QUEUE"));
        rig.each("in all three", () -> printed.expect("pool-size", 33, "command line"));
        rig.each("in the file and twice on the command line", () -> printed.expect("workers", 35, "command line"));
        rig.each("in the environment and on the command line",
                () -> printed.expect("pool-idle-check", 36, "command line"));
        rig.each("a list in the file and the environment",
                () -> printed.expectAll("origin", List.of("http://env.example (SHOP_ORIGIN)")));
        rig.each("a list in the file only", () -> printed.expectAll("user",
                List.of("ann:1:yes (" + file + ":6)", "ben:2:no (" + file + ":7)")));
        rig.each("a switch that is on in the file, and off in the environment",
                () -> printed.expect("watch-queue", "off", "SHOP_WATCH_QUEUE"));
        rig.each("in none", () -> printed.expect("pool-leak", 10_000, "default"));
    }

    @Test
    @Check(value = "--print-config prints a line for each setting, and opens nothing", task = "config",
            rule = "printed", points = 1, ownServer = true, builds = "from-file",
            explain = """
                    Every setting has a line, also those that no one has set: the default is a value, too. The program
                    ends then, with exit code 0.
                    """)
    void printed(Rig rig) {
        Printed printed = Printed.by(rig, "--admin-port", "0");
        List<String> names = List.of("host", "port", "admin-port", "workers", "idle-timeout", "engine", "cache-ttl",
                "database", "pool-size", "drain-delay", "drain-timeout", "config", "print-config");
        for (String name : names) {
            rig.each(name, () -> {
                if (printed.lines().stream().noneMatch(line -> line.matches(name + " = .* \\(.*\\)"))) {
                    throw rig.failure("expected a line '" + name + " = VALUE (SOURCE)', but there is none");
                }
            });
        }
        rig.each("nothing is opened", () -> {
            if (printed.lines().stream().anyMatch(line -> line.contains(" on http://"))) {
                throw rig.failure("expected that nothing is opened, but it printed an address");
            }
        });
    }

    @Test
    @Check(value = "all mistakes of all sources are reported at once, each with its source", task = "config",
            rule = "all-mistakes", points = 3, ownServer = true, builds = {"from-file", "from-environment"},
            explain = """
                    A server that ends at its first mistake is started once for each of them. So look at all settings
                    before any is used: also those that a stronger source replaces, as they become wrong on the day on
                    which that is gone. Each line begins with the place that has to be repaired.
                    """)
    void allMistakes(Rig rig) {
        rig.each("one in the file", () -> {
            String file = rig.file("queue = 3\nworkers = many\n");
            new Mistakes(rig).with("the number in the file", file + ":2", "workers").expect("--config", file);
        });
        rig.each("one in the file that a flag replaces", () -> {
            String file = rig.file("workers = many\n");
            new Mistakes(rig).with("the number in the file", file + ":1", "workers")
                    .expect("--config", file, "--workers", "5");
        });
        rig.each("one on the command line",
                () -> new Mistakes(rig).with("the number on the command line", "--queue").expect("--queue", "x"));
        rig.each("what other formats allow", () -> {
            String file = rig.file(String.join("\n", "QUEUE = 3", "drain_timeout = 5", "--backlog = 7", "workers: 9",
                    "; a comment"));
            new Mistakes(rig).with("a name in capital letters", file + ":1", "QUEUE")
                    .with("a name with an underscore", file + ":2", "drain_timeout")
                    .with("a name with its dashes", file + ":3", "--backlog")
                    .with("a line with a colon", file + ":4")
                    .with("a line that begins with a semicolon", file + ":5")
                    .expect("--config", file);
        });
        rig.variable("SHOP_POOL_SIZE", "0");
        rig.each("one in the environment",
                () -> new Mistakes(rig).with("the number in the environment", "SHOP_POOL_SIZE").expect());
        rig.variable("SHOP_NOSE", "red");
        rig.variable("SHOP_CONFIG", "other.conf");
        rig.variable("SHOP_WORKERS", "");
        rig.each("eleven in all sources", () -> {
            String file = rig.file(String.join("\n", "workers = many", "colour = red", "# a comment", "no setting",
                    "watch-queue = yes", "backlog = -1", "config = more.conf"));
            new Mistakes(rig)
                    .with("the number in the file", file + ":1", "workers")
                    .with("the unknown name in the file", file + ":2", "colour")
                    .with("the line that is no setting", file + ":4")
                    .with("the switch in the file", file + ":5", "watch-queue")
                    .with("the second number in the file", file + ":6", "backlog")
                    .with("the file that names another one", file + ":7", "config")
                    .with("the number in the environment", "SHOP_POOL_SIZE")
                    .with("the unknown name in the environment", "SHOP_NOSE")
                    .with("the file in the environment", "SHOP_CONFIG")
                    .with("the empty value in the environment", "SHOP_WORKERS")
                    .with("the number on the command line", "--queue")
                    .expect("--config", file, "--queue", "x", "--admin-port", "0");
        });
    }

    @Test
    @Check(value = "a file that cannot be read is a mistake", task = "config", rule = "all-mistakes", points = 1,
            ownServer = true, builds = "from-file",
            explain = """
                    Without its file, a server would start with defaults, and no one would notice before it is too
                    late. The line on standard error names the flag and the file.
                    """)
    void missingFile(Rig rig) {
        Path folder = rig.folder(rig.word());
        rig.each("no file", () -> {
            String missing = folder.resolve("none.conf").toString();
            new Mistakes(rig).with("the file", "--config", missing).expect("--config", missing);
        });
        rig.each("a folder",
                () -> new Mistakes(rig).with("the folder", "--config", folder.toString())
                        .expect("--config",
                                folder.toString()));
    }
}
