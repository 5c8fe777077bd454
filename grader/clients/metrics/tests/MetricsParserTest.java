package grader.clients.metrics.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.metrics.MetricFamily;
import grader.clients.metrics.MetricsParser;
import grader.clients.metrics.MetricsSyntaxException;
import grader.clients.metrics.MetricsText;
import grader.clients.metrics.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser of metrics takes what the two formats allow, and names what is wrong with anything else. */
class MetricsParserTest {

    private static final String HISTOGRAM = """
            # TYPE h histogram
            h_bucket{le="0.5"} 1
            h_bucket{le="+Inf"} 3
            h_sum 2.5
            h_count 3
            """;

    private static List<MetricFamily> prometheus(String text) {
        return MetricsParser.parse(MetricsText.PROMETHEUS, text);
    }

    private static List<MetricFamily> open(String text) {
        return MetricsParser.parse(MetricsText.OPEN_METRICS, text + "# EOF\n");
    }

    @Test
    void prometheusHasItsOwnNamesAndBlanks() {
        List<MetricFamily> families = prometheus("""
                # a comment

                # HELP a_total What it \\\\ is.\\n"Really"
                # TYPE a_total counter
                a_total{x="1", y="\\"\\\\\\n",} 1e3 1700000000000
                \ta_total  { } \t+Inf
                #\tTYPE  b   gauge
                b NaN
                c .5
                """ + HISTOGRAM);
        assertEquals(List.of("a_total", "b", "c", "h"), families.stream().map(MetricFamily::name).toList());
        assertEquals(List.of("counter", "gauge", "untyped", "histogram"),
                families.stream().map(MetricFamily::type).toList());
        assertEquals(new Sample("a_total", Map.of("x", "1", "y", "\"\\\n"), 1000),
                families.getFirst().samples().getFirst());
        assertEquals(List.of(true, false, false, false), families.stream().map(MetricFamily::isDescribed).toList());
        assertEquals(4, families.getLast().samples().size());
        assertTrue(families.getFirst().samples().getFirst().has("x", "1"));
    }

    @Test
    void openMetricsHasUnitsExemplarsAndAnEnd() {
        List<MetricFamily> families = open("""
                # HELP a_seconds What \\"it\\" is.
                # UNIT a_seconds seconds
                # TYPE a_seconds counter
                a_seconds_total{x="1",y="2"} 1 1700000000.5 # {trace="7"} 0.5 1.5
                a_seconds_created 17
                # TYPE b gauge
                b -1
                # TYPE d counter
                """ + HISTOGRAM);
        assertEquals(List.of("a_seconds", "b", "d", "h"), families.stream().map(MetricFamily::name).toList());
        assertEquals("seconds", families.getFirst().unit());
        assertEquals(2, families.getFirst().samples().size());
        assertEquals(1, MetricsParser.parse(MetricsText.OPEN_METRICS, "a 1\n# EOF").size(), "without a line feed");
    }

    /** `|` is a line feed. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            a|;                                             expected
            a x|;                                           expected a number
            a 1;                                            does not end with a line feed
            1a 1|;                                          expected the name of a metric
            a{1="x"} 1|;                                    expected the name of a label
            a{x=1} 1|;                                      expected a value in quotes
            a{x="1} 1|;                                     expected a value in quotes
            a{x="\\t"} 1|;                                  expected a value in quotes
            a{x="1" y="2"} 1|;                              expected , or }
            a{x="1",x="2"} 1|;                              the label x is there twice
            a 1 2 3|;                                       expected the end of the line
            a 1|a 2|;                                       the series a is there twice
            a{x="1",y="2"} 1|a{y="2",x="1"} 2|;             is there twice
            a 1|b 1|a{x="1"} 2|;                            are not all together
            # TYPE a gauge|a 1|# TYPE b gauge|# HELP a x|;  are not all together
            # TYPE a gauge|# TYPE a gauge|a 1|;             this is the second TYPE of a
            # HELP a x|# HELP a x|a 1|;                     this is the second HELP of a
            # TYPE a gauge|a 1|# HELP a x|;                 must come before its samples
            # TYPE a number|a 1|;                           there is no type 'number'
            # HELP a \\x|a 1|;                              a backslash is written as
            # TYPE a counter|a -1|;                         it cannot be -1.0
            """)
    void bothFormatsReject(String text, String wrong) {
        String lines = text.replace('|', '\n');
        expect(wrong, () -> prometheus(lines));
        if (lines.endsWith("\n") && !wrong.contains("cannot be")) {
            expect(wrong, () -> open(lines));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            a 1|# EOF|;                                     expected one blank
            |a 1|;                                          no empty lines
            # a comment|a 1|;                               no comments
            a  1|;                                          expected a number
            a{x="1", y="2"} 1|;                             expected the name of a label
            a{x="1",} 1|;                                   expected a label after the comma
            # HELP a "x"|a 1|;                              a quote as
            # TYPE a_total counter|a_total 1|;              lacks the _total
            # TYPE a_total counter|a_total_total 1|;        lacks the _total
            # TYPE a counter|a 1|;                          are not all together
            # TYPE a counter|a_total -1|;                   it cannot be -1.0
            # TYPE a counter|a_total 1|# TYPE a_total gauge|a_total 2|; belong to the family a, too
            # UNIT a seconds|a 1|;                          must end with its unit
            # UNIT a_seconds seconds|# UNIT a_seconds seconds|; this is the second UNIT
            # TYPE a untyped|a 1|;                          there is no type
            """)
    void openMetricsRejects(String text, String wrong) {
        String lines = text.replace('|', '\n');
        if (lines.contains("# EOF")) {
            expect("nothing may come after", () -> open(lines));
        } else {
            expect(wrong, () -> open(lines));
        }
    }

    @Test
    void openMetricsWithoutItsEndIsCutOff() {
        expect("the last line must be # EOF", () -> MetricsParser.parse(MetricsText.OPEN_METRICS, "a 1\n"));
        expect("the last line must be # EOF", () -> MetricsParser.parse(MetricsText.OPEN_METRICS, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            h_bucket{le="0.5"} 1;    h_bucket{le="0.5"} 4;     each bucket includes the smaller ones
            h_bucket{le="0.5"} 1;    h_bucket{le="0.5"} -1;    each bucket includes the smaller ones
            h_bucket{le="+Inf"} 3|;  '';                       lacks its bucket with le="+Inf"
            h_count 3;               h_count 4;                but the bucket with le="+Inf" is 3.0
            h_sum 2.5|;              '';                       lacks its _sum
            h_count 3|;              '';                       lacks its _count
            {le="0.5"};              {le="half"};              is no number
            {le="0.5"};              {lt="0.5"};               has no label le
            h_sum 2.5;               h_sum{le="1"} 2.5;        has a label le
            h_bucket{le="0.5"} 1|;   h_bucket{le="2"} 1|h_bucket{le="0.5"} 1|; comes after a greater
            h_bucket{le="0.5"} 1|;   h_bucket{le="0.5"} 1|h_bucket{le="0.50"} 1|; comes after a greater or equal
            """)
    void aHistogramMustBeOne(String replace, String with, String wrong) {
        String text = HISTOGRAM.replace(replace.replace('|', '\n'), with.replace("''", "").replace('|', '\n'));
        expect(wrong, () -> prometheus(text));
        expect(wrong, () -> open(text));
        assertEquals(1, MetricsParser.parseLines(MetricsText.PROMETHEUS, text).size(), "its lines are right");
    }

    /** What disturbs the parser, and what only looks at numbers does not see. */
    @ParameterizedTest
    @ValueSource(strings = {"# TYPE a gauge\n# TYPE a gauge\na 1\n", "a 1\nb 2\n# HELP\n# EOF\n", "\na 1", "a 1\r\n"})
    void samplesAreReadWhateverElseIsThere(String text) {
        assertEquals(1, MetricsParser.samples(text.replace("\r", "")).getFirst().value());
        assertThrows(MetricsSyntaxException.class, () -> open(text));
    }

    private static void expect(String wrong, Runnable parse) {
        String message = assertThrows(MetricsSyntaxException.class, parse::run).getMessage();
        assertTrue(message.contains(wrong), message);
    }
}
