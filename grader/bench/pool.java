//JAVA 25+
//SOURCES ../libraries/Commands.java
//SOURCES ../libraries/Benchmarks.java
//SOURCES pools/*.java
//SOURCES util/*.java
//SOURCES ../core/*/*.java
//SOURCES ../clients/http/*.java
//SOURCES ../machine/os/*.java
//SOURCES ../machine/postgres/*.java
//COMPILE_OPTIONS -Xlint:all,-processing -Werror
//COMPILE_OPTIONS -proc:full
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow

package grader.bench;

import grader.bench.pools.PoolBench;
import grader.core.console.CommandLines;

/** What it costs to borrow from lab 10's pool, and what that saves: `./jbang grader/bench/pool.java`. */
class pool {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new PoolBench()).execute(args));
    }
}
