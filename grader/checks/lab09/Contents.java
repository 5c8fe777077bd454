package grader.checks.lab09;

import static grader.clients.rest.HttpMatchers.matching;
import static java.nio.charset.StandardCharsets.UTF_8;

import grader.clients.http.CheckFailed;
import grader.clients.http.Gzip;
import grader.clients.rest.Described;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.Arrays;

/** What files contain, and how it is read when it comes compressed. */
final class Contents {

    /** The value of Content-Encoding, in any case (RFC 9110 §8.4.1). */
    static final Described<String> GZIP = matching("gzip", "(?i)gzip");
    static final Described<String> STRONG_TAG =
            matching("a strong tag, such as \"33a64df5\"", "\"[!\\x23-\\x7e\\x80-\\xff]*\"");

    private Contents() {}

    /** Bytes of any value, which cannot be compressed. */
    static byte[] random(Rig rig, int length) {
        byte[] bytes = new byte[length];
        rig.random().nextBytes(bytes);
        return bytes;
    }

    /** Lines of words. */
    static byte[] text(Rig rig, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(rig.word()).append(text.length() % 7 == 0 ? '\n' : ' ');
        }
        return Arrays.copyOf(text.toString().getBytes(UTF_8), length);
    }

    /** The content of a response with `Content-Encoding: gzip`. */
    static byte[] decoded(Response response) {
        response.then().statusCode(200).header("Content-Encoding", GZIP);
        try {
            return Gzip.decoded(response.asByteArray());
        } catch (IOException wrong) {
            throw new CheckFailed("expected content that is gzip, but " + wrong.getMessage());
        }
    }
}
