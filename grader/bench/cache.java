//JAVA 25+
//SOURCES ../libraries/Commands.java
//SOURCES ../libraries/Benchmarks.java
//SOURCES caches/*.java
//SOURCES util/*.java
//SOURCES ../core/*/*.java
//SOURCES ../clients/http/*.java
//SOURCES ../machine/os/*.java
//COMPILE_OPTIONS -Xlint:all,-processing -Werror
//COMPILE_OPTIONS -proc:full
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow

package grader.bench;

import grader.bench.caches.CacheBench;
import grader.core.console.CommandLines;

/** What a hit in lab 09's cache costs, how often there is one, and what it saves: `./jbang grader/bench/cache.java`. */
class cache {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new CacheBench()).execute(args));
    }
}
