//JAVA 25+
//SOURCES ../../grader/libraries/Commands.java
//SOURCES models/*.java
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

import docs.studio.models.MeasureCommand;
import grader.core.console.CommandLines;
import java.nio.file.Path;

/** `jbang measure`: a model of the pages, held against a real server. */
class measure {
    public static void main(String[] args) {
        System.exit(CommandLines.of(MeasureCommand.in(Path.of(""))).execute(args));
    }
}
