//JAVA 25+
//SOURCES ../libraries/Commands.java
//SOURCES ../lab/*.java
//SOURCES ../run/AtExit.java
//SOURCES ../run/FirstLine.java
//SOURCES ../run/Stop.java
//SOURCES guests/*.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.bench;

import grader.bench.guests.Soak;
import grader.lab.CommandLines;
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
