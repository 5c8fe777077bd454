import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Content that no memory could hold: it is made as it is read. */
final class StreamScenarios {

    private static final Attribute<Sum> SUM = new Attribute<>("sum");
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

    private StreamScenarios() {}

    /** Content that is summed up, up to a length. */
    private static final class Sum implements Content {

        private final CRC32 sum = new CRC32();
        private final long max;
        private long length;
        private int released;

        Sum(long max) {
            this.max = max;
        }

        @Override
        public void requireRoom(long count) {
            if (count > max - length) {
                throw new HttpException(413, "too much");
            }
        }

        @Override
        public void add(ByteBuffer in, int count) {
            requireRoom(count);
            length += count;
            sum.update(in.slice().limit(count));
            in.position(in.position() + count);
        }

        @Override
        public void release() {
            released++;
        }
    }

    /** The bytes of a message, made as they are read: a head, `length` bytes of content, and what follows it. */
    private static final class Message {

        private final CRC32 sum = new CRC32();
        private final byte[] piece = new byte[1 << 16];
        private final String end;
        private String start;
        private long left;

        Message(String start, long length, String end) {
            this.start = start;
            this.left = length;
            this.end = end;
        }

        /** The next bytes; null at the end. */
        ByteBuffer next() {
            if (start != null) {
                ByteBuffer head = ByteBuffer.wrap(start.getBytes(ISO_8859_1));
                start = left < 0 ? null : left == 0 ? end : null;
                left = left == 0 ? -1 : left;
                return head;
            }
            if (left < 0) {
                return null;
            }
            int count = (int) Math.min(left, piece.length);
            piece[(int) (left >> 16 & 0xFF)]++;
            sum.update(piece, 0, count);
            left -= count;
            if (left == 0) {
                left = -1;
                start = end;
            }
            return ByteBuffer.wrap(piece, 0, count);
        }
    }

    /** Content of requests, in one piece and in one chunk, goes where their admission says, and then to a handler. */
    static String takesContentAsItArrives(long length) {
        Admission admission = (head, context, maxBody) -> {
            Sum sum = new Sum(length);
            context.set(SUM, sum);
            return sum;
        };
        Sum[] last = {null};
        HttpConnection connection = Unplugged.connection(request -> {
            last[0] = request.attribute(SUM);
            return Response.text(200, last[0].length + " " + last[0].sum.getValue());
        }, admission);
        String post = "POST / HTTP/1.1\r\nHost: x\r\n";
        String sized = post + "Content-Length: " + length + "\r\n\r\n";
        Message one = new Message(sized, length, "");
        Message chunked = new Message(post + CHUNKED + Long.toHexString(length) + "\r\n", length, "\r\n0\r\n\r\n");
        Message more = new Message(post + "Content-Length: " + (length + 1) + "\r\n\r\n", 0, "");
        StringBuilder seen = new StringBuilder();
        for (Message message : new Message[] {one, chunked, more}) {
            String response = exchange(connection, message);
            String[] words = response.split("[ \r\n]+");
            seen.append(words[1])
                    .append(response.endsWith(length + " " + message.sum.getValue()) ? " the same, " : ", ")
                    .append("released ")
                    .append(last[0].released)
                    .append(", ");
        }
        return seen + "then " + connection.wants();
    }

    private static String exchange(HttpConnection connection, Message message) {
        String response = "";
        while (response.isEmpty() && connection.wants() == Protocol.Wants.READ) {
            ByteBuffer next = message.next();
            if (next == null) {
                return response;
            }
            connection.receive(next);
            response = Unplugged.play(connection);
        }
        return response;
    }

    /** A response of a server as the content of another one: read no faster than it is written, and never kept. */
    private static final class Pulled implements BodySource, Content {

        private final Message message;
        private final ResponseReader reader = new ResponseReader("GET", this);
        private ByteBuffer in = ByteBuffer.allocate(0);
        private ByteBuffer out;
        private boolean complete;

        Pulled(Message message) {
            this.message = message;
        }

        @Override
        public void requireRoom(long count) {}

        @Override
        public void add(ByteBuffer bytes, int count) {
            out.put(bytes.slice().limit(count));
            bytes.position(bytes.position() + count);
        }

        /** Content is never longer than the bytes it comes in: it fits. */
        @Override
        public int read(ByteBuffer out) throws EOFException {
            this.out = out;
            int start = out.position();
            while (!complete && out.position() == start) {
                if (!in.hasRemaining()) {
                    in = message.next();
                }
                if (in == null) {
                    reader.endOfInput();
                    complete = true;
                } else {
                    ByteBuffer part = in.duplicate().limit(in.position() + Math.min(in.remaining(), out.remaining()));
                    complete = reader.receive(part);
                    in.position(part.position());
                }
            }
            return out.position() == start ? -1 : out.position() - start;
        }
    }

    /** In each framing, to a buffer that is smaller than the pieces that come. */
    static String pullsContent(long length) throws EOFException {
        String ok = "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\n";
        StringBuilder seen = new StringBuilder();
        for (Message message : new Message[] {new Message(ok + "Content-Length: " + length + "\r\n\r\n", length, ""),
                new Message(ok + CHUNKED + Long.toHexString(length) + "\r\n", length, "\r\n0\r\n\r\n"),
                new Message(ok + "\r\n", length, "")}) {
            Pulled source = new Pulled(message);
            Sum sum = new Sum(length);
            ByteBuffer out = ByteBuffer.allocate(5_000);
            while (source.read(out.clear()) >= 0) {
                sum.add(out.flip(), out.remaining());
            }
            boolean same = sum.length == length && sum.sum.getValue() == message.sum.getValue();
            seen.append("the same ").append(same).append(", ");
        }
        return seen + "interim passed over";
    }
}
