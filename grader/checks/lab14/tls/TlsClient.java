package grader.checks.lab14.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.grading.engine.Rig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** A client over TLS. Every read has a limit in time. */
final class TlsClient implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final int MOST = 4 << 20;

    private final Rig rig;
    private final TappedSocket socket;
    private final SSLSocket secure;

    TlsClient(Rig rig, TappedSocket socket, SSLSocket secure) {
        this.rig = rig;
        this.socket = socket;
        this.secure = secure;
    }

    /** The connection under TLS. */
    TappedSocket socket() {
        return socket;
    }

    SSLSocket secure() {
        return secure;
    }

    /** Shakes hands, or begins to do so again; returns why that failed, or nothing. */
    String shakeHands() {
        try {
            secure.startHandshake();
            return "";
        } catch (IOException failed) {
            rig.tell("< " + failed.getMessage());
            return String.valueOf(failed.getMessage());
        }
    }

    X509Certificate certificate() {
        try {
            return (X509Certificate) secure.getSession().getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException none) {
            throw rig.failure("expected a certificate, but there was none");
        }
    }

    /** Sends text, one byte a char, in one record if it is not long. */
    TlsClient send(String text) {
        rig.tell("> " + text.lines().findFirst().orElse(""));
        try {
            secure.getOutputStream().write(text.getBytes(ISO_8859_1));
        } catch (IOException refused) {
            rig.tell("cannot send: " + refused.getMessage());
        }
        return this;
    }

    /** Sends bytes as they are, under TLS. */
    void sendRaw(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException refused) {
            rig.tell("cannot send: " + refused.getMessage());
        }
    }

    /** Reads a response, whose content has a length, and returns that. */
    String expect(int status) {
        String head = head();
        if (!head.startsWith("HTTP/1.1 " + status + " ")) {
            throw rig.failure("expected status " + status + ", got "
                    + (head.isEmpty() ? "no response" : head.lines().findFirst().orElse("")));
        }
        Matcher length = LENGTH.matcher(head);
        String content = length.find() ? read(Integer.parseInt(length.group(1)), "") : "";
        rig.tell("< " + head.lines().findFirst().orElse("") + ", " + content.length() + " bytes");
        return content;
    }

    private String head() {
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            String next = read(1, head);
            if (next.isEmpty()) {
                return head;
            }
            head += next;
        }
        return head;
    }

    /** Reads so many bytes, or until the end. */
    private String read(int count, String before) {
        try {
            InputStream in = secure.getInputStream();
            return new String(in.readNBytes(Math.min(count, MOST)), ISO_8859_1);
        } catch (IOException error) {
            throw rig.failure("expected a response, but after " + before.length() + " bytes: " + error.getMessage());
        }
    }

    /** Reads until the connection ends, in whatever way, and returns what came. It has to end in time. */
    String expectEnd() {
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        try {
            InputStream in = secure.getInputStream();
            for (int next = in.read(); next >= 0 && came.size() < MOST; next = in.read()) {
                came.write(next);
            }
        } catch (SocketTimeoutException open) {
            throw rig.failure("expected the server to end the connection, but it is still open");
        } catch (IOException ended) {
            rig.tell("< " + ended.getMessage());
        }
        return came.toString(ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // The server left first.
        }
    }
}
