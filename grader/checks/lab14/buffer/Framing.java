package grader.checks.lab14.buffer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.checks.lab14.front.Wire;
import java.io.ByteArrayOutputStream;

/** How a backend frames content that consists of equal pieces. Its connection is for one response. */
enum Framing {

    LENGTH, CHUNKS, END_OF_CONNECTION;

    /** The head of a response. @param length of its content */
    String head(long length) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nConnection: close\r\n" + switch (this) {
            case LENGTH -> "Content-Length: " + length + "\r\n";
            case CHUNKS -> "Transfer-Encoding: chunked\r\n";
            case END_OF_CONNECTION -> "";
        } + "\r\n";
    }

    /** A piece as it is sent. */
    byte[] piece(byte[] content) {
        if (this != CHUNKS) {
            return content;
        }
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes((Integer.toHexString(content.length) + "\r\n").getBytes(ISO_8859_1));
        chunk.writeBytes(content);
        chunk.writeBytes("\r\n".getBytes(ISO_8859_1));
        return chunk.toByteArray();
    }

    /** Sends what comes after the last piece. */
    void end(Wire backend) {
        switch (this) {
            case LENGTH -> {}
            case CHUNKS -> backend.send("0\r\n\r\n");
            case END_OF_CONNECTION -> backend.endOutput();
        }
    }

    @Override
    public String toString() {
        return switch (this) {
            case LENGTH -> "its length";
            case CHUNKS -> "its last chunk";
            case END_OF_CONNECTION -> "the end of the connection";
        };
    }
}
