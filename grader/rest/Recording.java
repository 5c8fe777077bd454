package grader.rest;

import grader.http.Bytes;
import grader.http.Peer;
import grader.http.Transcript;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.conn.scheme.PlainSocketFactory;
import org.apache.http.params.HttpParams;

/** Makes sockets that record what passes through them, for transcripts of checks that use REST-assured. */
@SuppressWarnings("deprecation")    // REST-assured's client takes no newer kind of factory
final class Recording extends PlainSocketFactory {

    private final List<StringBuilder> pieces = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private boolean sending;

    @Override
    public synchronized Socket createSocket(HttpParams params) {
        Socket socket = new RecordedSocket();
        sockets.add(socket);
        return socket;
    }

    private synchronized void record(boolean sent, byte[] bytes, int offset, int count) {
        if (pieces.isEmpty() || sending != sent) {
            pieces.add(new StringBuilder(sent ? ">" : "<"));
            sending = sent;
        }
        StringBuilder piece = pieces.getLast();
        if (piece.length() < 64 * 1024) {
            piece.append(Bytes.text(java.util.Arrays.copyOfRange(bytes, offset, offset + count)));
        }
    }

    /** Closes what the client left open: it keeps a connection whose body nobody has read. */
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

    synchronized void copyTo(Transcript transcript) {
        Peer client = Peer.client();
        for (StringBuilder piece : pieces) {
            if (piece.charAt(0) == '>') {
                transcript.sent(client, piece.substring(1));
            } else {
                transcript.received(client, piece.substring(1));
            }
        }
        pieces.clear();
    }

    private final class RecordedSocket extends Socket {

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
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
                }
            };
        }
    }
}
