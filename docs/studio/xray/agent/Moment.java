package docs.studio.xray.agent;

/**
 * A call that moves a request on, as a line of {@link #text}.
 *
 * @param type the name of the class
 * @param method its name; `new` is a constructor
 * @param stage null, or the name of the enum constant that the first argument must be
 * @param exit whether the call's end counts, not its begin
 * @param of what stands for the request: `this`, `argument`, `result`, or `thread` for the request of the thread
 * @param begin whether a request that is not known begins here, and how: `connection`, `request`, or empty
 * @param from for a request that begins, what stands for its connection: `argument` or `thread`
 * @param to what else stands for it from here on: `this`, `result`, or empty
 * @param place where the request is from here on, a number; -1: where it was
 * @param in the place where it has to be; -1: anywhere
 * @param ends whether the request is over
 * @param label whether the first argument is the request
 * @param status whether the result is the response
 */
public record Moment(String type, String method, String stage, boolean exit, String of, String begin, String from,
        String to, int place, int in, boolean ends, boolean label, boolean status) {

    /** The moment as a line. */
    public String text() {
        return String.join("\t", type, method, stage == null ? "" : stage, String.valueOf(exit), of, begin, from, to,
                String.valueOf(place), String.valueOf(in), String.valueOf(ends), String.valueOf(label),
                String.valueOf(status));
    }

    static Moment of(String text) {
        String[] all = text.split("\t", -1);
        return new Moment(all[0], all[1], all[2].isEmpty() ? null : all[2], Boolean.parseBoolean(all[3]), all[4],
                all[5], all[6], all[7], Integer.parseInt(all[8]), Integer.parseInt(all[9]),
                Boolean.parseBoolean(all[10]), Boolean.parseBoolean(all[11]), Boolean.parseBoolean(all[12]));
    }

    /** Whether it is one of the calls of a method. */
    boolean isAt(String otherType, String otherMethod, boolean otherExit) {
        return type.equals(otherType) && method.equals(otherMethod) && exit == otherExit;
    }
}
