package grader.checks.lab09;

import grader.checks.lab01.Lab01;
import grader.clients.http.Answer;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The learner's server, with files of the check's own.
 *
 * <p>All checks share the folder of `--files`, so that they can borrow servers from each other. The files of each check
 * are in a folder of its own below that one. A client that does not read yet is not disconnected, even if this machine
 * is busy.
 */
final class Site {

    /** Part of each folder's name: equal checks may run side by side, and must not meet. */
    private static final AtomicLong SITES = new AtomicLong();
    private static final String ROOT = "served";
    private static final String MAX_AGE = "60000";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Rig rig;
    private final String mark;
    private final Path folder;
    private final Server server;

    private Site(Rig rig, String... flags) {
        this.rig = rig;
        this.mark = rig.word() + SITES.incrementAndGet();
        this.folder = rig.folder(ROOT + "/" + mark);
        this.server = rig.borrow(UsualFlags
                .of("--files", root().toString(), "--max-age", MAX_AGE)
                .endless("idle", "request", "handler", "write")
                .and(flags));
    }

    static Site open(Rig rig, String... flags) {
        return new Site(rig, flags);
    }

    Server server() {
        return server;
    }

    /** The folder that `--files` names. */
    Path root() {
        return folder.getParent();
    }

    /** The folder of this check's files. */
    Path folder() {
        return folder;
    }

    /** A file that no client may get, in a folder next to {@link #root}, whose name begins with the root's. */
    Path secret(String text) {
        try {
            return Files.writeString(rig.folder(ROOT + "-" + mark).resolve("secret.txt"), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes a file below {@link #folder}. It was last changed days ago, between two seconds. */
    Path write(String name, byte[] content) {
        Instant then = Instant.now().minus(Duration.ofMinutes(rig.random().nextInt(2_000, 1_000_000)));
        return write(name, content, Instant.ofEpochSecond(then.getEpochSecond(), 370_000_000));
    }

    /** Writes a file that was last changed at this time. */
    Path write(String name, byte[] content, Instant changed) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            Files.setLastModifiedTime(file, FileTime.from(changed));
            rig.tell("the file " + path(name) + " has " + content.length + " bytes, last changed " + changed);
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The time of the last change, in the form of the field `Last-Modified`. */
    static String modified(Path file) {
        return date(changed(file));
    }

    static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String date(Instant time) {
        return DATE.format(time);
    }

    /** The path of a file's URL, percent-encoded. */
    String path(String name) {
        return "/files/" + mark + "/" + Stream.of(name.split("/", -1))
                .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    /** Requests a file. @param fields of the request, such as `Range: bytes=0-9` */
    Response get(String name, String... fields) {
        return given(fields).when().get(path(name));
    }

    Response head(String name, String... fields) {
        return given(fields).when().head(path(name));
    }

    RequestSpecification given(String... fields) {
        return with(rig.rest(server), fields);
    }

    /** The same request with more fields. */
    static RequestSpecification with(RequestSpecification request, String... fields) {
        for (String field : fields) {
            String[] parts = field.split(": ", 2);
            request = request.header(parts[0], parts[1]);
        }
        return request;
    }

    /** Sends a GET as it is, by the raw client. */
    Answer raw(String target) {
        try (Client client = server.connect()) {
            return client.send(request(target, "Connection: close")).answer();
        }
    }

    static String request(String target, String... fields) {
        return Lab01.withHost("GET " + target + " HTTP/1.1", fields);
    }

    /** The strong tag of a file, as a GET with these fields gets it. */
    String tag(String name, String... fields) {
        return tag(get(name, fields));
    }

    static String tag(Response response) {
        response.then().statusCode(200).header("ETag", Contents.STRONG_TAG);
        return response.getHeader("ETag");
    }

    /** Fails unless the response has this content, byte by byte. */
    static void expectContent(byte[] expected, Response response) {
        expectContent(expected, response.asByteArray());
    }

    static void expectContent(byte[] expected, byte[] actual) {
        int at = Arrays.mismatch(expected, actual);
        if (at >= 0) {
            throw new CheckFailed("expected the " + expected.length + " bytes of the content, got " + actual.length
                    + " bytes, which differ from byte " + at + " on");
        }
    }
}
