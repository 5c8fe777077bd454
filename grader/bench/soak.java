//JAVA 25+
//SOURCES ../libraries/Commands.java
//SOURCES ../console/*.java
//SOURCES ../course/*.java
//SOURCES ../files/*.java
//SOURCES ../http/*.java
//SOURCES ../os/*.java
//SOURCES ../soak/*.java
//SOURCES ../source/*.java
//SOURCES ../starter/*.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.bench;

import grader.console.CommandLines;
import grader.soak.Soak;
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
