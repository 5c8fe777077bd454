import java.util.List;

/** How many servers a TRACE or OPTIONS may still pass (RFC 9110 §7.6.2). */
final class MaxForwards {

    static final String FIELD = "max-forwards";

    private MaxForwards() {}

    /** Returns the number in the field; -1 if it does not count for this request, or is none. */
    private static int left(Head head) {
        List<String> values = head.fields().values(FIELD);
        boolean counts = (head.method().equals("TRACE") || head.method().equals("OPTIONS")) && values.size() == 1
                && values.getFirst().matches("[0-9]{1,9}");
        return counts ? Integer.parseInt(values.getFirst()) : -1;
    }

    /** Returns whether this server must respond itself. */
    static boolean isOver(Head head) {
        return left(head) == 0;
    }

    /** Returns the value for the next server. */
    static String next(Head head, String value) {
        return left(head) > 0 ? String.valueOf(left(head) - 1) : value;
    }
}
