//JAVA 25+
//SOURCES ../libraries/Commands.java
//SOURCES ../libraries/Benchmarks.java
//SOURCES parsers/*.java
//SOURCES parsers/microhttp/MicrohttpParser.java
//SOURCES util/*.java
//SOURCES ../core/*/*.java
//SOURCES ../clients/http/*.java
//SOURCES ../machine/os/*.java
//COMPILE_OPTIONS -Xlint:all,-processing -Werror
//COMPILE_OPTIONS -proc:full
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow

package grader.bench;

import grader.bench.parsers.ParserBench;
import grader.core.console.CommandLines;

/** How fast lab 03's parser is beside those of other servers: `./jbang grader/bench/parser.java`. */
class parser {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new ParserBench()).execute(args));
    }
}
