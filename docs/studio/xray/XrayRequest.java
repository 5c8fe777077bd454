package docs.studio.xray;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A request on its way, or at its end.
 *
 * @param number of the request in its server
 * @param at when it began, in milliseconds since 1970
 * @param method empty as long as it is not known
 * @param status 0 as long as there is no response
 * @param over whether it has ended
 * @param looks what its thread did; none if the request was too quick for that
 */
record XrayRequest(long number, long at, String method, String target, int status, boolean over, String thread,
        List<Look> looks, double ms, List<Span> spans) {

    /** A part of its time. @param from milliseconds after it began */
    record Span(String place, double from, double ms) {}

    /** What its thread did each time. */
    record Look(String words, int count) {}

    private static final double NANOS = 1e6;

    /** Reads what {@link docs.studio.xray.agent.Recorder} writes. */
    static XrayRequest read(DataInputStream in, List<String> places) throws IOException {
        long number = in.readLong();
        long at = in.readLong();
        String method = in.readUTF();
        String target = in.readUTF();
        int status = in.readInt();
        boolean over = in.readBoolean();
        String thread = in.readUTF();
        List<Look> looks = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            looks.add(new Look(in.readUTF(), in.readInt()));
        }
        List<Span> spans = new ArrayList<>();
        long sum = 0;
        for (int count = in.readInt(); count > 0; count--) {
            String place = places.get(in.readByte());
            long nanos = in.readLong();
            spans.add(new Span(place, sum / NANOS, nanos / NANOS));
            sum += nanos;
        }
        return new XrayRequest(number, at, method, target, status, over, thread, looks, sum / NANOS, spans);
    }

    /** Its line, such as `GET /slow/100 200`. */
    String line() {
        String begin = method.isEmpty() ? "a request" : method + " " + target;
        return status == 0 ? begin : begin + " " + status;
    }
}
