//JAVA 25+
//SOURCES ../libraries/Commands.java
//SOURCES ../core/*/*.java
//SOURCES ../clients/http/*.java
//SOURCES ../machine/os/*.java
//SOURCES ../proofs/soak/*.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.bench;

import grader.core.console.CommandLines;
import grader.proofs.soak.Soak;
import java.nio.file.Path;

/**
 * Bad clients for as long as one likes, and what is left of them in lab 07's server: `./jbang bench soak`, without
 * building the benches.
 */
class soak {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new Soak(Path.of(""))).execute(args));
    }
}
