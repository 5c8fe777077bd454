package docs.studio.wire;

import docs.studio.wire.WireEvent.Kind;
import grader.clients.http.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a page shows of a log. Bytes are text, one char per byte; times are milliseconds since the connection began. */
final class WireView {

    /** Events of one answer. */
    static final int MOST_EVENTS = 100;
    /** Of each read so many bytes; a page asks for all of one. */
    static final int MOST_SHOWN = 2_048;
    private static final int MOST_PARTS = 400;
    /** A longer connection is read when a page looks at it, and not for the list. */
    private static final int MOST_READ = 64;

    /**
     * A connection in a list.
     *
     * @param request the first line of the first read of the client, as far as it is in it
     * @param state the kind of the event that ended it, or holds it up; OPENED while it goes on
     * @param millis from its beginning to its last event
     * @param trouble the first message of a short connection that is not as it should be, in words, and how many more
     *        there are; empty if there is none
     */
    record Line(int number, int clientPort, String request, String response, long up, long down, int events,
            double millis, String state, String side, String trouble) {}

    record Event(int number, double at, Side side, Kind kind, long start, int length, String text, boolean kept,
            String words) {}

    record Part(String kind, long start, long end) {}

    record Message(int number, Side side, long start, long end, String line, int status, String missing,
            List<String> wrong, List<Part> parts) {}

    /**
     * A piece of a connection.
     *
     * @param now milliseconds since it began
     * @param last the number of the last event that there is
     */
    record Piece(Line line, double now, int last, List<Event> events, List<Message> messages) {}

    private WireView() {}

    static Line line(WireConnection connection) {
        List<WireEvent> events = connection.events();
        WireEvent end = null;
        for (int i = events.size() - 1; i >= Math.max(0, events.size() - 4) && end == null; i--) {
            Kind kind = events.get(i).kind();
            end = kind == Kind.BYTES || kind == Kind.CONNECTED || kind == Kind.RESUMED ? null : events.get(i);
        }
        return new Line(connection.number(), connection.clientPort(), first(events, Side.CLIENT),
                first(events, Side.SERVER), connection.sent(Side.CLIENT), connection.sent(Side.SERVER), events.size(),
                millis(events, events.getLast().nanos()), end == null ? "OPENED" : end.kind().name(),
                end == null ? "" : end.side().name(), events.size() > MOST_READ ? "" : trouble(connection));
    }

    private static String trouble(WireConnection connection) {
        List<WireMessages.Placed> all = connection.messages().of(connection);
        boolean over = connection.isOver();
        List<String> troubles =
                all.stream().map(each -> trouble(each, over)).filter(words -> !words.isEmpty()).toList();
        if (!troubles.isEmpty()) {
            return troubles.getFirst() + (troubles.size() == 1 ? "" : ", and " + (troubles.size() - 1) + " more");
        }
        long requests = all.stream().filter(each -> each.side() == Side.CLIENT).count();
        long responses = all.stream()
                .filter(each -> each.side() == Side.SERVER && !each.message().isInterim()
                        && !each.message().isSurplus())
                .count();
        return over && responses < requests ? "request " + (responses + 1) + " has no response" : "";
    }

    /** @param over whether the connection has ended */
    private static String trouble(WireMessages.Placed each, boolean over) {
        FramedMessage message = each.message();
        if (!each.excess().isEmpty()) {
            return each.excess();
        }
        if (!message.wrong().isEmpty() && (message.isComplete() || over)) {
            return each + " breaks a rule";
        }
        return over && !message.isComplete() ? each + " is not complete" : "";
    }

    private static String first(List<WireEvent> events, Side side) {
        for (int i = 0; i < Math.min(events.size(), 50); i++) {
            WireEvent event = events.get(i);
            if (event.isKept() && event.side() == side) {
                String text = event.text();
                int end = text.indexOf('\n');
                return Bytes.brief(text.substring(0, Math.min(end < 0 ? text.length() : end, 200)).strip());
            }
        }
        return "";
    }

    private static double millis(List<WireEvent> events, long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos - events.getFirst().nanos()) / 1_000.0;
    }

    /** Up to so many events from `first` on; the messages that they are parts of. @param first below 0: the newest */
    static Piece piece(WireConnection connection, int first) {
        List<WireEvent> all = connection.events();
        int from = first < 0 ? Math.max(0, all.size() - MOST_EVENTS) : Math.min(first, all.size());
        List<WireEvent> some = all.subList(from, Math.min(all.size(), from + MOST_EVENTS));
        List<Event> events = some.stream()
                .map(each -> new Event(each.number(), millis(all, each.nanos()), each.side(), each.kind(), each.start(),
                        each.length(), shown(each), each.isKept(), each.words()))
                .toList();
        List<Message> messages = connection.messages()
                .of(connection)
                .stream()
                .filter(each -> some.stream()
                        .anyMatch(event -> event.kind() == Kind.BYTES && event.side() == each.side()
                                && event.start() < each.end() && event.end() > each.start()))
                .map(WireView::message)
                .toList();
        return new Piece(line(connection), millis(all, System.nanoTime()), all.size() - 1, events, messages);
    }

    private static String shown(WireEvent event) {
        String text = event.text();
        return text.substring(0, Math.min(text.length(), MOST_SHOWN));
    }

    private static Message message(WireMessages.Placed placed) {
        FramedMessage message = placed.message();
        List<Part> parts = new ArrayList<>();
        for (var part : message.parts().subList(0, Math.min(message.parts().size(), MOST_PARTS))) {
            parts.add(new Part(part.kind().name(), placed.start() + part.start(), placed.start() + part.end()));
        }
        return new Message(placed.number(), placed.side(), placed.start(), placed.end(), Bytes.brief(message.line()),
                message.status(), message.missing(), placed.wrong(), parts);
    }

    /** The bytes of one side from one place to another, as far as they are kept and one answer has room. */
    static String bytes(WireConnection connection, Side side, long start, long end, int most) {
        StringBuilder text = new StringBuilder();
        for (WireEvent event : connection.events()) {
            if (event.isKept() && event.side() == side && event.end() > start && event.start() < end
                    && text.length() < most) {
                text.append(event.text(), (int) Math.max(0, start - event.start()),
                        (int) Math.min(event.length(), end - event.start()));
            }
        }
        return text.substring(0, Math.min(text.length(), most));
    }
}
