//JAVA 25+
//SOURCES ../../grader/libraries/Commands.java
//SOURCES deploy/*.java
//SOURCES process/*.java
//SOURCES servers/*.java
//SOURCES web/*.java
//SOURCES ../../grader/core/*/*.java
//SOURCES ../../grader/clients/http/*.java
//SOURCES ../../grader/machine/os/*.java
//SOURCES ../../grader/machine/postgres/*.java
//CDS
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr

package docs.studio;

import docs.studio.deploy.ArenaCommand;
import grader.core.console.CommandLines;
import java.nio.file.Path;

/** `jbang arena`: a rolling deploy of three instances under load, and kill -9. */
class arena {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new ArenaCommand(Path.of(""))).execute(args));
    }
}
