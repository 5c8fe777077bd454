//JAVA 25+
//SOURCES libraries/Archives.java
//SOURCES libraries/Commands.java
//SOURCES libraries/Testing.java
//SOURCES grading/batch/*.java
//SOURCES commands/*.java
//SOURCES conformance/*.java
//SOURCES conformance/connection/*.java
//SOURCES conformance/caching/*.java
//SOURCES conformance/requirements/*.java
//SOURCES core/console/*.java
//SOURCES core/course/*.java
//SOURCES machine/database/*.java
//SOURCES machine/database/driver/*.java
//SOURCES grading/engine/*.java
//SOURCES core/files/*.java
//SOURCES core/filewatch/*.java
//SOURCES clients/generators/*.java
//SOURCES teaching/gradebook/*.java
//SOURCES teaching/gradebook/policy/*.java
//SOURCES teaching/gradebook/scores/*.java
//SOURCES teaching/gradebook/writers/*.java
//SOURCES clients/http/*.java
//SOURCES machine/os/*.java
//SOURCES machine/os/limits/*.java
//SOURCES results/recorded/*.java
//SOURCES results/report/*.java
//SOURCES results/report/escape/*.java
//SOURCES results/report/html/*.java
//SOURCES clients/rest/*.java
//SOURCES results/result/*.java
//SOURCES grading/server/*.java
//SOURCES teaching/similarity/*.java
//SOURCES core/source/*.java
//SOURCES core/starter/*.java
//SOURCES grading/submission/*.java
//SOURCES grading/unpacking/*.java
//SOURCES clients/upstream/*.java
//SOURCES grading/watch/*.java
//SOURCES checks/lab01/*.java
//SOURCES checks/lab02/*.java
//SOURCES checks/lab03/*.java
//SOURCES checks/lab04/*.java
//SOURCES checks/lab05/*.java
//SOURCES checks/lab06/*.java
//SOURCES checks/lab07/*.java
//SOURCES checks/lab08/*.java
//SOURCES checks/lab09/*.java
//SOURCES checks/lab10/*.java
//SOURCES checks/lab11/*.java
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
