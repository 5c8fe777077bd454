//JAVA 25+
//SOURCES ../../grader/libraries/Commands.java
//SOURCES edge/*.java
//SOURCES process/*.java
//SOURCES servers/*.java
//SOURCES web/*.java
//SOURCES ../../grader/core/*/*.java
//SOURCES ../../grader/clients/http/*.java
//SOURCES ../../grader/clients/tls/*.java
//SOURCES ../../grader/machine/os/*.java
//SOURCES ../../grader/machine/postgres/*.java
//CDS
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr

package docs.studio;

import docs.studio.edge.ChainCommand;
import grader.core.console.CommandLines;
import java.nio.file.Path;

/** `jbang chain`: the edge, two servers and their database as one, under load. */
class chain {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new ChainCommand(Path.of(""))).execute(args));
    }
}
