//JAVA 25+
//SOURCES ../libraries/Commands.java
//SOURCES ../libraries/Benchmarks.java
//SOURCES handler/*.java
//SOURCES util/*.java
//SOURCES ../core/*/*.java
//SOURCES ../clients/http/*.java
//SOURCES ../machine/os/*.java
//COMPILE_OPTIONS -Xlint:all,-processing -Werror
//COMPILE_OPTIONS -proc:full
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow

package grader.bench;

import grader.bench.handler.HandlerBench;
import grader.core.console.CommandLines;

/** What lab 04's look-up and lab 05's onion cost: `./jbang grader/bench/handlers.java`. */
class handlers {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new HandlerBench()).execute(args));
    }
}
