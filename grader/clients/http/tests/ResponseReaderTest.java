package grader.clients.http.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.ByteSource;
import grader.clients.http.Response;
import grader.clients.http.Response.Framing;
import grader.clients.http.ResponseReader;
import grader.clients.http.Rule;
import grader.clients.http.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one reader of responses: what it takes, what it leaves, and what it finds wrong. `|` stands for CR LF. */
class ResponseReaderTest {

    private static final String OK = "HTTP/1.1 200 OK|Content-Length: 5||hello";

    private static ByteSource source(String text, boolean ended) {
        return ByteSource.of(text.replace("|", "\r\n").replace("~", "\n"), ended);
    }

    private static Response only(String text) {
        ByteSource source = source(text, true);
        Response response = new ResponseReader(source).next("GET").orElseThrow();
        assertEquals("", source.bytes().toString(), "what is left");
        return response;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
            "HTTP/1.1 200 OK|Content-Length: 5||hello # LENGTH",
            "HTTP/1.0 200 |content-length:5||hello # LENGTH",
            "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||5|hello|0|| # CHUNKED",
            "HTTP/1.1 200 OK|Transfer-Encoding: chunked||002;a=b|he|3 ;c|llo|00|Trailer: t|| # CHUNKED",
            "HTTP/1.1 200 OK||hello # CONNECTION",
            "HTTP/1.1 200 OK|Transfer-Encoding: gzip||hello # CONNECTION"})
    void aRightResponseHasNoViolations(String text, Framing framing) {
        Response response = only(text);
        assertEquals(List.of(), response.violations());
        assertEquals("hello", response.body());
        assertEquals(framing, response.framing());
        assertTrue(response.isWhole());
        assertEquals(text.replace("|", "\r\n"), response.raw());
    }

    /** What is wrong is told, and the content is found all the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
            "HTTP/2.0 200 OK|Content-Length: 5||hello # STATUS_LINE # RFC 9112 §4",
            "HTTP/1.1 200|Content-Length: 5||hello # STATUS_LINE # RFC 9112 §4",
            "HTTP/1.1 200 OK|Content-Length : 5||hello # FIELD_LINE # RFC 9112 §5",
            "HTTP/1.1 200 OK|nonsense|Content-Length: 5||hello # FIELD_LINE # RFC 9112 §5",
            "HTTP/1.1 200 OK~Content-Length: 5||hello # LINE_END # RFC 9112 §2.2",
            "HTTP/1.1 200 OK|Content-Length: 5|Date: a|Date: b||hello # SINGLE_FIELD # RFC 9110 §5.3",
            "HTTP/1.1 200 OK|Content-Length: 9|Transfer-Encoding: chunked||5|hello|0|| # FRAMING # RFC 9112 §6.3",
            "HTTP/1.1 200 OK|Content-Length: five||hello # FRAMING # RFC 9112 §6.3",
            "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5~hello|0|| # CHUNK # RFC 9112 §7.1",
            "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello~0|| # CHUNK # RFC 9112 §7.1"})
    void aWrongOneIsReadAllTheSame(String text, Rule rule, String clause) {
        Response response = only(text);
        assertEquals(List.of(rule), response.violations().stream().map(Violation::rule).toList());
        assertEquals(clause, rule.clause());
        assertEquals("hello", response.body());
        assertTrue(response.isWhole());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
            "5|hello|x|| # expected a chunk's size in hexadecimal, perhaps with extensions, "
                    + "got 'x\\r\\n\\r\\n' at byte 10 of the body",
            "5|hello|0;a=|| # expected a chunk's size in hexadecimal, perhaps with extensions, "
                    + "got '0;a=\\r\\n\\r\\n' at byte 10 of the body",
            "5|helloworld|0|| # expected \\r\\n after the 0x5 bytes of a chunk, got wo"})
    void afterABrokenChunkTheEndIsUnknown(String chunks, String told) {
        Response response = new ResponseReader(
                source("HTTP/1.1 200 OK|Transfer-Encoding: chunked||" + chunks, true)).next("GET").orElseThrow();
        assertEquals(told, response.violation(Rule.CHUNK).orElseThrow().toString());
        assertFalse(response.isWhole());
        assertEquals("hello", response.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
            "Content-Length: 9||hello # a body of 9 bytes, as Content-Length says # 5 of them",
            "Transfer-Encoding: chunked||2|he|9|llo # the last chunk of the body, as it is chunked "
                    + "# 2 bytes of content and 3 of a chunk of 0x9 bytes",
            "Transfer-Encoding: chunked||5|hello|0| # the last chunk of the body, as it is chunked "
                    + "# 5 bytes of content",
            "Server: a||hello # the body to end with the connection, as no Content-Length says where # 5 bytes"})
    void whatIsMissingIsTold(String text, String expected, String after) {
        Response response = new ResponseReader(source("HTTP/1.1 200 OK|" + text, false)).next("GET").orElseThrow();
        assertEquals(Optional.of(new Response.Missing(expected, after)), response.missing());
        assertEquals("hello", response.body());
    }

    @Test
    void aHeadThatIsNotWholeStaysInTheSource() {
        ByteSource source = source("HTTP/1.1 200 OK|Content-Length: 5|", true);
        assertEquals(Optional.empty(), new ResponseReader(source).next("GET"));
        assertEquals(36, source.bytes().length());
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200 OK", "GET, 204 No Content", "GET, 304 Not Modified", "POST, 100 Continue"})
    void nothingBelongsToABareResponse(String method, String status) {
        ByteSource source = source("HTTP/1.1 " + status + "|Content-Length: 5||hello", true);
        Response response = new ResponseReader(source).next(method).orElseThrow();
        assertEquals("", response.body());
        assertEquals("hello", source.bytes().toString());
    }

    @Test
    void responsesComeOneAfterAnother() {
        ResponseReader reader = new ResponseReader(source(OK + OK.replace("200", "404"), true));
        assertEquals(200, reader.next("GET").orElseThrow().status());
        assertEquals(404, reader.next("GET").orElseThrow().status());
        assertEquals(Optional.empty(), reader.next("GET"));
    }

    @Test
    void onlyAsManyInterimResponsesArePassedOver() {
        List<Response> seen = new ArrayList<>();
        String interim = "HTTP/1.1 103 Early Hints||";
        assertEquals(200, new ResponseReader(source(interim.repeat(ResponseReader.MOST_INTERIMS) + OK, true))
                .last("GET", seen::add)
                .orElseThrow()
                .status());
        assertEquals(ResponseReader.MOST_INTERIMS, seen.size());
        assertTrue(new ResponseReader(source(interim.repeat(ResponseReader.MOST_INTERIMS + 1) + OK, true))
                .last("GET", seen::add)
                .orElseThrow()
                .isInterim());
    }
}
