//JAVA 25+
//SOURCES ../../grader/libraries/Commands.java
//SOURCES ../../grader/libraries/Differences.java
//SOURCES ../../grader/libraries/Editing.java
//SOURCES ../../grader/libraries/Pages.java
//SOURCES code/*.java
//SOURCES commands/*.java
//SOURCES doctor/*.java
//SOURCES drills/*.java
//SOURCES files/*.java
//SOURCES grading/*.java
//SOURCES lab/*.java
//SOURCES live/*.java
//SOURCES pages/*.java
//SOURCES process/*.java
//SOURCES queues/*.java
//SOURCES run/*.java
//SOURCES servers/*.java
//SOURCES stream/*.java
//SOURCES terminal/*.java
//SOURCES web/*.java
//SOURCES wire/*.java
//SOURCES xray/*.java
//SOURCES xray/agent/*.java
//SOURCES ../site/cells/*.java
//SOURCES ../site/page/*.java
//SOURCES ../site/plots/*.java
//SOURCES ../../grader/core/*/*.java
//SOURCES ../../grader/clients/http/*.java
//SOURCES ../../grader/clients/metrics/*.java
//SOURCES ../../grader/machine/os/*.java
//SOURCES ../../grader/machine/postgres/*.java
//CDS
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr --enable-native-access=ALL-UNNAMED

package docs.studio;

import docs.studio.terminal.CourseCommand;
import grader.core.console.CommandLines;
import grader.core.console.Style;
import grader.core.console.Terminal;
import java.nio.file.Path;

/** `jbang course`: the course in the terminal. The commands stand in terminal/, one a file. */
class course {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new CourseCommand(Path.of(""), Style.ofStandardOutput(), Terminal.isLive()))
                .execute(args));
    }
}
