package grader.clients.rest;

import grader.clients.http.Answer;
import grader.clients.http.Bytes;
import grader.clients.http.Peer;
import grader.clients.http.Transcript;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.http.conn.scheme.PlainSocketFactory;
import org.apache.http.params.HttpParams;

/** Makes sockets that record what passes through them, for transcripts of checks that use REST-assured. */
@SuppressWarnings("deprecation")    // REST-assured's client takes no newer kind of factory
final class Recording extends PlainSocketFactory {

    private static final int MOST_KEPT = 64 * 1024;

    private final OrdinaryClient looks;
    private final Transcript transcript;
    private final Peer client;
    private final Duration patience;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private String lastSent = "";
    private String lastReceived = "";

    /** What went one way until something went the other way. */
    private record Piece(boolean sent, StringBuilder text) {}

    /**
     * @param looks what the requests look like
     * @param client whose steps these are in the transcript
     * @param patience with each response
     */
    Recording(OrdinaryClient looks, Transcript transcript, Peer client, Duration patience) {
        this.looks = looks;
        this.transcript = transcript;
        this.client = client;
        this.patience = patience;
    }

    @Override
    public synchronized Socket createSocket(HttpParams params) {
        Socket socket = new RecordedSocket();
        try {
            client.prepare(socket);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        sockets.add(socket);
        return socket;
    }

    private synchronized void record(boolean sent, byte[] bytes, int offset, int count) {
        if (pieces.isEmpty() || pieces.getLast().sent() != sent) {
            pieces.add(new Piece(sent, new StringBuilder()));
        }
        StringBuilder text = pieces.getLast().text();
        if (text.length() < MOST_KEPT) {
            text.append(Bytes.text(Arrays.copyOfRange(bytes, offset, offset + count)));
        }
    }

    /** Closes what the client left open: it keeps a connection whose body was not read. */
    synchronized void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // nothing is left to close
            }
        }
        sockets.clear();
    }

    /** Adds what has passed since the last time to the transcript. */
    synchronized void tell() {
        for (Piece piece : pieces) {
            String text = piece.text().toString();
            if (piece.sent()) {
                transcript.sent(client, looks.withoutLooks(text));
                lastSent = text;
                lastReceived = "";
            } else {
                transcript.received(client, text);
                lastReceived = text;
            }
        }
        pieces.clear();
    }

    /** Adds why no response came, and marks it. */
    synchronized void tellEnd(String how) {
        tell();
        transcript.tell(client, "< " + (lastReceived.isEmpty() ? "" : "then ") + how);
        transcript.mark(0, 0, 0, "a response");
    }

    /** What was told last as sent; empty if nothing was. */
    synchronized String sent() {
        return lastSent;
    }

    /** The response that was told last. */
    synchronized Answer answer() {
        return Answer.of(transcript, client, lastReceived);
    }

    private final class RecordedSocket extends Socket {

        private LimitedInput response;      // null: it is not connected yet

        @Override
        public InputStream getInputStream() throws IOException {
            response = new LimitedInput(this, super.getInputStream(), patience);
            return new FilterInputStream(response) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int count = in.read(bytes, offset, length);
                    if (count > 0) {
                        record(false, bytes, offset, count);
                    }
                    return count;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    record(true, bytes, offset, length);
                    out.write(bytes, offset, length);
                    if (response != null) {
                        response.sent();
                    }
                }
            };
        }
    }
}
