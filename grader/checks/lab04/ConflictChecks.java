package grader.checks.lab04;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.ExitedProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task conflicts: a table that contradicts itself, and a table in a file. */
class ConflictChecks {

    @Test
    @Check(value = "`--routes` reads one route per line, and skips comments and blank lines", task = "conflicts",
            rule = "routes-file",
            points = 3, foundation = true,
            ownServer = true,
            explain = """
                    A large table is kept in a file, with one route per line, written as for `--route`. The server
                    skips blank lines, and lines that begin with `#` or with white space before it, wherever they are.
                    """)
    void routesFile(Rig rig) {
        Table table = Table.start(rig, new Words(rig), """
                # GET /d
                GET /a/{x}

                POST /b
                \s\t
                # GET /a/{y} is not there
                \t #GET /c
                GET /*r

                """);
        table.expect("GET /a/v", "GET /a/{x}", "x: v");
        table.expect("POST /b", "POST /b");
        table.expect("GET /d", "GET /*r", "r: d");
        table.expect("GET /c", "GET /*r", "r: c");
    }

    @Test
    @Check(value = "if two routes are equal, or differ only in names of parameters, the server does not start",
            task = "conflicts", rule = "same-place",
            points = 4, ownServer = true,
            explain = """
                    Both routes match the same requests, so one of them is a mistake, and only their author knows
                    which. The server names both as they were written, in one line on standard error. The exit code is
                    2.
                    """)
    void conflicts(Rig rig) {
        rig.control("routes with other methods or other paths do not conflict", () -> {
            Table table = Table.start(rig, "GET /a/{x}", "POST /a/{y}", "GET /a/{z}/", "GET /a/{y}/b", "GET /a/*r",
                    "GET /{x}/b");
            table.expect("GET /a/v", "GET /a/{x}", "x: v");
            table.expect("POST /a/v", "POST /a/{y}", "y: v");
        });
        Words words = new Words(rig);
        expectConflict(rig, words, "GET /a/{x}", "GET /a/{y}");
        expectConflict(rig, words, "PUT /a/{x}/b/{y}", "PUT /a/{y}/b/{x}");
        expectConflict(rig, words, "GET /c/{x}/*r", "GET /c/{x}/*s");
        expectConflict(rig, words, "GET /d/{x}", "GET /d/{x}");
    }

    private static void expectConflict(Rig rig, Words words, String first, String second) {
        List<String> routes = List.of(words.in(first), words.in("POST /a/{x}"), words.in("GET /b"), words.in(second));
        rig.each(routes.getFirst() + " and " + routes.getLast(),
                () -> expectBothNamed(routes, rig.runToEnd(Table.flags(routes))));
    }

    private static void expectBothNamed(List<String> routes, ExitedProcess ended) {
        for (String route : List.of(routes.getFirst(), routes.getLast())) {
            ended.expectRefusal("two routes conflict", route);
        }
    }

    @Test
    @Check(value = "with a conflict in a file, the server does not start either", task = "conflicts",
            rule = "same-place", points = 2,
            ownServer = true,
            explain = """
                    It does not matter where a route is written. The server names both routes as they were written, in
                    one line on standard error, and the exit code is 2. If the file does not exist, the line names the
                    file, with the same exit code.
                    """)
    void conflictInFile(Rig rig) {
        Words words = new Words(rig);
        String good = "# the good part\nGET /a/{x}\n\nPOST /a/{y}\nGET /b\n";
        rig.control("the routes before the conflict are accepted",
                () -> Table.start(rig, words, good).expect("GET /a/v", "GET /a/{x}", "x: v"));
        rig.each("a conflict in the last line",
                () -> expectBothNamed(List.of(words.in("GET /a/{x}"), words.in("GET /a/{z}")),
                        rig.runToEnd("--routes", rig.file(words.in(good + "# and the bad one\nGET /a/{z}\n")))));
        String missing = words.in("u/v.txt");
        rig.each("no such file",
                () -> rig.runToEnd("--routes", missing).expectRefusal("the file does not exist", missing));
    }

    @Test
    @Check(value = "a line that is not a route is named by its number", task = "conflicts", rule = "line-numbers",
            points = 1, ownServer = true,
            explain = """
                    An author looks for the mistake in an editor, which counts all lines. So the number of a line
                    counts comments and empty lines, too, and the first line is 1.
                    """)
    void badLine(Rig rig) {
        Words words = new Words(rig);
        int skipped = rig.random().nextInt(10, 40);
        String good = words.in("# two routes\n" + "\n".repeat(skipped) + "GET /a/{x}\n# the last one\nPOST /b\n");
        rig.control("the lines before the bad one are accepted", () -> rig.start("--routes", rig.file(good)));
        String bad = rig.word();
        String number = String.valueOf(good.lines().count() + 1);
        String file = rig.file(good + bad + "\nGET /" + bad + "\n");
        ExitedProcess ended = rig.runToEnd("--routes", file);
        ended.expectRefusal("line " + number + " of its file is not a route", file);
        String message = ended.complaints().getFirst().replace(file, "");
        if (!message.matches(".*(?<![-0-9])" + number + "(?![0-9]).*")) {
            throw rig.failure("expected the line on standard error to name line " + number + ", but it does not");
        }
    }
}
