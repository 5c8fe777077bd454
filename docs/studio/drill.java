//JAVA 25+
//SOURCES ../../grader/libraries/Commands.java
//SOURCES drills/*.java
//SOURCES process/*.java
//SOURCES servers/*.java
//SOURCES stream/*.java
//SOURCES web/*.java
//SOURCES ../../grader/core/*/*.java
//SOURCES ../../grader/clients/http/*.java
//SOURCES ../../grader/clients/metrics/*.java
//SOURCES ../../grader/machine/os/*.java
//SOURCES ../../grader/machine/postgres/*.java
//CDS
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr

package docs.studio;

import docs.studio.drills.DrillCommand;
import grader.core.console.CommandLines;
import java.nio.file.Path;

/** `jbang drill`: a server with a hidden fault, which the learner finds from its signals. */
class drill {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new DrillCommand(Path.of(""))).execute(args));
    }
}
