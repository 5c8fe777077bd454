package grader.checks.lab04;

import grader.run.Check;
import grader.run.Ended;
import grader.run.Need;
import grader.run.Rig;
import java.util.List;

/** Task conflicts: a table that says two things, and one that stands in a file. */
class ConflictChecks {

    @Check(value = "two routes that differ in the names of their parameters only are refused at the start", task = "conflicts",
            points = 4, foundation = true, needs = {Need.FLAGS, Need.OUTPUT},
            explain = "Both would answer the same requests, so one of them is a mistake, and only who wrote them knows which. The server "
                    + "names both as they were written, in one line on standard error, and ends with exit code 2.")
    void conflicts(Rig rig) {
        rig.control("routes of other methods, and of other paths, live together", () -> {
            Table table = Table.start(rig, "GET /a/{x}", "POST /a/{y}", "GET /a/{z}/", "GET /a/{y}/b", "GET /a/*r", "GET /{x}/b");
            table.expect("GET /a/v", "GET /a/{x}", "x: v");
            table.expect("POST /a/v", "POST /a/{y}", "y: v");
        });
        Words words = new Words(rig);
        expectConflict(rig, words, "GET /a/{x}", "GET /a/{y}");
        expectConflict(rig, words, "PUT /a/{x}/b/{y}", "PUT /a/{y}/b/{x}");
        expectConflict(rig, words, "GET /c/{x}/*r", "GET /c/{x}/*s");
    }

    private static void expectConflict(Rig rig, Words words, String first, String second) {
        List<String> routes = List.of(words.in(first), words.in("POST /a/{x}"), words.in("GET /b"), words.in(second));
        rig.each(routes.getFirst() + " and " + routes.getLast(), () -> expectBothNamed(routes, rig.runToEnd(Table.flags(routes))));
    }

    private static void expectBothNamed(List<String> routes, Ended ended) {
        for (String route : List.of(routes.getFirst(), routes.getLast())) {
            ended.expectRefusal("two routes conflict", route);
        }
    }
}
