//JAVA 25+
//SOURCES ../libraries/Commands.java
//SOURCES ../libraries/Benchmarks.java
//SOURCES ../lab/*.java
//SOURCES ../run/AtExit.java
//SOURCES Median.java
//SOURCES own/*.java
//SOURCES trip/*.java
//COMPILE_OPTIONS -Xlint:all,-processing -Werror
//COMPILE_OPTIONS -proc:full
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow

package grader.bench;

import grader.bench.trip.HandlerBench;
import grader.lab.CommandLines;

/** What lab 04's look-up and lab 05's onion cost: `./jbang grader/bench/handlers.java`. */
class handlers {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new HandlerBench()).execute(args));
    }
}
