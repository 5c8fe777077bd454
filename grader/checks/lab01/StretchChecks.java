package grader.checks.lab01;

import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import org.junit.jupiter.api.Test;

/** Stretch tasks of lab 01: outside the 100 points. */
class StretchChecks {

    @Test
    @Check(value = "--host :: serves IPv4 and IPv6 clients", task = "dual-stack", rule = "both-families", points = 0,
            ownServer = true,
            explain = """
                    A socket bound to `::` also accepts IPv4 clients, as ::ffff:a.b.c.d, unless an option turns that
                    off. Bind to the address that --host gives, unchanged.
                    """)
    void dualStack(Rig rig) {
        if (!rig.isOurs("::1")) {
            throw rig.skip("this machine has no IPv6");
        }
        rig.tell("this machine has IPv6");
        Server server = rig.start("--host", "::");
        for (String host : new String[] {"127.0.0.1", "::1"}) {
            String target = "/" + rig.word();
            try (Client client = server.connect(host)) {
                client.send(Lab01.get(target)).answer().expectStatus(200).expectBody("GET " + target + "\n");
            }
        }
    }
}
