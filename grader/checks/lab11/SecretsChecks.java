package grader.checks.lab11;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.ExitedProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task config: what is not printed. */
class SecretsChecks {

    @Test
    @Check(value = "no secret is printed, in settings or in mistakes; the rest of the value is", task = "config",
            rule = "secrets", points = 2, ownServer = true, builds = {"from-file", "from-environment"},
            explain = """
                    What a server prints is copied into tickets and chats. Hide the password, the third part of a token,
                    and what follows the first `?` or `;` in the URL of the database. The names are what one looks for,
                    so they stay.
                    """)
    void secrets(Rig rig) {
        String word = rig.word();
        List<String> secrets = List.of(word + "1", word + "2", word + "3", word + "4");
        rig.variable("SHOP_TOKEN", "ann:member:" + secrets.get(0) + " ben:admin:" + secrets.get(1) + ":x");
        String file = rig.file("database-password = " + secrets.get(2) + "\n");
        String url = "jdbc:h2:mem:shop;USER=sa;PASSWORD=" + secrets.get(3) + "?x";
        rig.each("printed settings", () -> {
            ExitedProcess ended = rig.runToEnd("--config", file, "--database", url, "--print-config");
            expectPrinted(rig, ended);
            expectHidden(rig, ended, secrets);
            for (String rest : List.of("token = ann:member:", "token = ben:admin:", "database = jdbc:h2:mem:shop",
                    "database-password = ")) {
                if (ended.out().stream().noneMatch(line -> line.startsWith(rest))) {
                    throw rig.failure("expected a line that begins with '" + rest + "', but there is none");
                }
            }
        });
        rig.each("a URL with a question mark", () -> {
            ExitedProcess ended = rig.runToEnd("--database",
                    "jdbc:postgresql://db.example/shop?user=sa&password=" + secrets.get(3), "--print-config");
            expectPrinted(rig, ended);
            expectHidden(rig, ended, secrets);
            if (ended.out()
                    .stream()
                    .noneMatch(line -> line.startsWith("database = jdbc:postgresql://db.example/shop"))) {
                throw rig.failure("expected the URL of the database up to '?', but there is no such line");
            }
        });
        rig.each("mistakes", () -> {
            String wrong = rig.file("token = eve:" + secrets.get(0) + "\ndatabase = jdbc:none:x;PASSWORD="
                    + secrets.get(3) + "\nworkers = many\ndatabase-password " + secrets.get(2) + "\n");
            ExitedProcess ended = rig.runToEnd("--config", wrong);
            if (ended.exitCode() != 2) {
                throw rig.failure("expected exit code 2, as there are mistakes in the settings, got "
                        + ended.exitCode());
            }
            expectHidden(rig, ended, secrets);
        });
    }

    private static void expectPrinted(Rig rig, ExitedProcess ended) {
        if (ended.exitCode() != 0) {
            ended.err().forEach(line -> rig.tell("standard error: " + line));
            throw rig.failure("expected --print-config to end with exit code 0, got " + ended.exitCode());
        }
    }

    private static void expectHidden(Rig rig, ExitedProcess ended, List<String> secrets) {
        List<String> lines = new ArrayList<>(ended.out());
        lines.addAll(ended.err());
        for (String line : lines) {
            if (secrets.stream().anyMatch(line::contains)) {
                rig.tell("it printed: " + line);
                throw rig.failure("expected no secret to be printed, but a line has one");
            }
        }
    }
}
