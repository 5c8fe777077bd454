//JAVA 25+
//SOURCES libraries/Archives.java
//SOURCES libraries/Commands.java
//SOURCES libraries/Testing.java
//SOURCES core/*/*.java
//SOURCES clients/*/*.java
//SOURCES machine/database/*.java
//SOURCES machine/database/driver/*.java
//SOURCES machine/interleaving/*.java
//SOURCES machine/interleaving/steps/*.java
//SOURCES machine/os/*.java
//SOURCES machine/os/limits/*.java
//SOURCES machine/postgres/*.java
//SOURCES results/*/*.java
//SOURCES results/report/escape/*.java
//SOURCES results/report/html/*.java
//SOURCES grading/*/*.java
//SOURCES checks/*/*.java
//SOURCES checks/*/*/*.java
//SOURCES teaching/gradebook/*.java
//SOURCES teaching/gradebook/policy/*.java
//SOURCES teaching/gradebook/scores/*.java
//SOURCES teaching/gradebook/writers/*.java
//SOURCES teaching/similarity/*.java
//SOURCES conformance/*.java
//SOURCES conformance/connection/*.java
//SOURCES conformance/caching/*.java
//SOURCES conformance/requirements/*.java
//SOURCES commands/*.java
//CDS
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr --enable-native-access=ALL-UNNAMED

package grader;

import grader.commands.GradeCommand;
import grader.core.console.CommandLines;
import java.nio.file.Path;

/** `jbang grade lab01 [DIR]`: grades a lab. */
class grade {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new GradeCommand(Path.of(""), true)).execute(args));
    }
}
