package grader.checks.lab11;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task config: each source by itself. */
class ConfigChecks {

    @Test
    @Check(value = "settings come from the file that --config names, and each has its place", task = "config",
            rule = "config-file", points = 4, foundation = true, ownServer = true,
            explain = """
                    A line such as `pool-size = 7` is the setting of the flag `--pool-size`. Its source is the file and
                    the number of the line, and --print-config shows it: so the person who looks for the reason of a
                    value finds the line.
                    """)
    void fromFile(Rig rig) {
        int timeout = rig.random().nextInt(1_000, 9_000);
        int most = rig.random().nextInt(20, 60);
        String file = rig.file("drain-timeout = " + timeout + "\nmax-body=" + most + "\n");
        rig.each("printed", () -> {
            Printed printed = Printed.by(rig, "--config", file);
            printed.expect("drain-timeout", timeout, file + ":1");
            printed.expect("max-body", most, file + ":2");
            printed.expect("pool-idle-check", 500, "default");
            printed.expect("host", "127.0.0.1", "command line");
        });
        rig.each("in force", () -> expectMostContent(rig, most, "--config", file));
    }

    /** A server with these flags takes a content of `most` bytes, and no larger one. */
    private static void expectMostContent(Rig rig, int most, String... flags) {
        Server server = rig.start(flags);
        rig.rest(server).body("x".repeat(most)).when().post("/echo").then().statusCode(200);
        rig.rest(server).body("x".repeat(most + 1)).when().post("/echo").then().statusCode(413);
    }

    @Test
    @Check(value = "blanks, comments, empty lines and names that come twice are read as the rule says",
            task = "config", rule = "config-file", points = 2, ownServer = true, builds = "from-file",
            explain = """
                    The first `=` separates name and value, and blanks around both do not count. A comment begins with
                    `#`, after any blanks. Of two lines with the same name the last one counts; a list keeps both. An empty value is a value.
                    """)
    void fileForm(Rig rig) {
        String name = "\"J\u00fcrgen=#" + rig.word() + "\"";
        String file = rig.file(String.join("\n", "# pool-size = 1", "", "  queue \t=  7  ", "\t # backlog = 3",
                "database-user = " + name, "workers = 5", "origin = http://a.example", "workers=6", "  ",
                "origin = http://b.example", "watch-queue = on"));
        Printed printed = Printed.by(rig, "--config", file);
        rig.each("a comment", () -> printed.expect("pool-size", 10, "default"));
        rig.each("a comment after blanks", () -> printed.expect("backlog", 128, "default"));
        rig.each("blanks around name and value", () -> printed.expect("queue", 7, file + ":3"));
        rig.each("a value in UTF-8 with =, # and quotes", () -> printed.expect("database-user", name, file + ":5"));
        rig.each("a name that comes twice", () -> printed.expect("workers", 6, file + ":8"));
        rig.each("a list", () -> printed.expectAll("origin",
                List.of("http://a.example (" + file + ":7)", "http://b.example (" + file + ":10)")));
        rig.each("an empty value", () -> {
            String empty = rig.file("database-user =\n");
            Printed.by(rig, "--config", empty).expect("database-user", "", empty + ":1");
        });
        rig.each("a switch", () -> printed.expect("watch-queue", "on", file + ":11"));
    }

    @Test
    @Check(value = "settings come from environment variables that begin with SHOP_", task = "config",
            rule = "environment", points = 3, foundation = true, ownServer = true,
            explain = """
                    `SHOP_DRAIN_TIMEOUT` is `--drain-timeout`: the prefix, then the name in capital letters, with `_` for
                    `-`. Blanks separate the values of a list. A variable without the prefix belongs to another program.
                    """)
    void fromEnvironment(Rig rig) {
        int timeout = rig.random().nextInt(1_000, 9_000);
        int most = rig.random().nextInt(20, 60);
        rig.variable("SHOP_DRAIN_TIMEOUT", "" + timeout);
        rig.variable("SHOP_MAX_BODY", "" + most);
        rig.variable("SHOP_POOL_IDLE_CHECK", "" + timeout);
        rig.variable("SHOP_ORIGIN", "http://a.example  http://b.example");
        rig.variable("SHOP_DATABASE_USER", "ada b");
        rig.variable("SHOPPING_QUEUE", "3");
        rig.variable("BACKLOG", "4");
        rig.variable("POOL_SIZE", "5");
        rig.variable("shop_queue", "6");
        rig.each("printed", () -> {
            Printed printed = Printed.by(rig);
            printed.expect("drain-timeout", timeout, "SHOP_DRAIN_TIMEOUT");
            printed.expect("max-body", most, "SHOP_MAX_BODY");
            printed.expect("pool-idle-check", timeout, "SHOP_POOL_IDLE_CHECK");
        });
        rig.each("a list", () -> Printed.by(rig)
                .expectAll("origin", List.of("http://a.example (SHOP_ORIGIN)", "http://b.example (SHOP_ORIGIN)")));
        rig.each("a value with a blank, which is no list",
                () -> Printed.by(rig).expect("database-user", "ada b", "SHOP_DATABASE_USER"));
        rig.each("other variables", () -> {
            Printed printed = Printed.by(rig);
            printed.expect("queue", 16, "default");
            printed.expect("backlog", 128, "default");
            printed.expect("pool-size", 10, "default");
        });
        rig.each("in force", () -> expectMostContent(rig, most, "--database", rig.emptyDatabase(),
                "--database-user", "none"));
    }
}
