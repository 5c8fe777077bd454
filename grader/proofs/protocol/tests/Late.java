package grader.proofs.protocol.tests;

import static grader.proofs.protocol.tests.Moments.check;

import grader.proofs.protocol.Setting;
import grader.proofs.protocol.Subject;
import grader.proofs.protocol.Wire.Wants;
import java.util.function.Consumer;

/** Each way in which time can be over, with a clock that the test holds: no thread waits. */
public enum Late {

    IDLE_FROM_THE_START(talk -> {
        talk.wants(Wants.READ);
        talk.hasTime(talk.setting().idle());
        talk.pass(1);
        talk.hasTime(talk.setting().idle() - 1);
        talk.isLate();
        talk.wants(Wants.CLOSE);
        check(talk.heard().isEmpty(), "it says " + talk.heard());
    }),

    IDLE_FROM_THE_LAST_BYTE_OF_THE_ANSWER(talk -> {
        talk.sends(Late.GET);
        talk.works();
        talk.pass(100);
        talk.takes(50);
        talk.pass(100);
        talk.takes(Integer.MAX_VALUE);
        talk.hasTime(talk.setting().idle());
        talk.pass(10);
        talk.sends("\r\n\r\n");// Empty lines are no request, and nothing begins with them.
        talk.hasTime(talk.setting().idle() - 10);
        talk.isLate();
        talk.wants(Wants.CLOSE);
    }),

    REQUEST_IS_NOT_MOVED_BY_DRIPS(talk -> {
        talk.pass(500);
        for (int i = 0; i < 40; i++) {
            talk.sends(i == 0 ? "GET / HTTP/1.1\r\nHost: a\r\nx: " : "y");
            talk.hasTime(talk.setting().request() - 10L * i);
            talk.pass(10);
        }
        talk.isLate();
        talk.worksAndWrites();
        check(talk.heard().startsWith("HTTP/1.1 408 ") && talk.heard().contains("\r\nConnection: close\r\n"),
                talk.heard());
        talk.wants(Wants.LINGER);
    }),

    REQUEST_IN_ITS_CONTENT(talk -> {
        for (String part : new String[] {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n", "a", "b",
                "c"}) {
            talk.sends(part);
            talk.pass(100);
        }
        talk.hasTime(talk.setting().request() - 400);
        talk.isLate();
        talk.worksAndWrites();
        check(talk.heard().startsWith("HTTP/1.1 408 "), talk.heard());
    }),

    REQUEST_BEHIND_ANOTHER(talk -> {
        talk.sends(Late.GET + "GET / HT");
        talk.pass(5_000);// The second one is not looked at before the first is answered.
        talk.works();
        talk.takes(Integer.MAX_VALUE);
        talk.hasTime(talk.setting().request());
        talk.pass(10);
        talk.sends("TP/1.1\r\n");
        talk.hasTime(talk.setting().request() - 10);
    }),

    HANDLERS_TIME_DOES_NOT_COUNT(talk -> {
        talk.sends("GET /takes/60000 HTTP/1.1\r\nHost: a\r\n\r\n");
        talk.works();
        talk.hasTime(talk.setting().write());
        talk.takes(Integer.MAX_VALUE);
        talk.hasTime(talk.setting().idle());
        check(talk.heard().endsWith("done\n"), talk.heard());
    }),

    HANDLERS_TIME_IS_THE_REQUESTS_OWN(talk -> {
        talk.sends("GET /takes/40000 HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2));
        for (int i = 0; i < 2; i++) {
            talk.hasTime(Setting.HANDLER);
            talk.step();
        }
        talk.hasTime(Setting.HANDLER);
        talk.worksAndWrites();
        check(talk.heard().split("done", -1).length == 3, talk.heard());
    }),

    WRITE_WITHOUT_PROGRESS(talk -> {
        talk.sends(Late.GET);
        talk.works();
        talk.takes(10);
        talk.hasTime(talk.setting().write());
        talk.isLate();
        talk.wants(Wants.RESET);
    }),

    WRITE_OF_NOTHING(talk -> {
        talk.sends(Late.GET);
        talk.works();
        talk.takes(10);
        talk.pass(100);
        talk.takes(0);
        talk.hasTime(talk.setting().write() - 100);
    }),

    WRITE_WITH_PROGRESS(talk -> {
        talk.sends("GET /bytes/2000 HTTP/1.1\r\nHost: a\r\n\r\n");
        talk.works();
        for (int i = 0; i < 40; i++) {
            talk.pass(talk.setting().write() - 1);
            talk.takes(1);
            talk.hasTime(talk.setting().write());
        }
    }),

    LINGER(talk -> {
        talk.sends("BAD\r\n");
        talk.worksAndWrites();
        for (int i = 0; i < 10; i++) {
            talk.wants(Wants.LINGER);
            talk.hasTime(Setting.LINGER - 100L * i);
            talk.pass(100);
            talk.sendsUnheard(Late.GET);
        }
        talk.isLate();
        talk.wants(Wants.CLOSE);
        check(talk.probe.answers() == 1, "something is answered after the end");
    });

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final Consumer<Moments> talk;

    Late(Consumer<Moments> talk) {
        this.talk = talk;
    }

    /** @throws AssertionError if it comes to something else */
    public void comes(Subject subject) {
        Moments.of(subject, talk);
    }
}
