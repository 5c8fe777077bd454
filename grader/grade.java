//JAVA 25+
//SOURCES libraries/Archives.java
//SOURCES libraries/Commands.java
//SOURCES libraries/Testing.java
//SOURCES batch/*.java
//SOURCES commands/*.java
//SOURCES conformance/*.java
//SOURCES conformance/connection/*.java
//SOURCES conformance/caching/*.java
//SOURCES conformance/requirements/*.java
//SOURCES console/*.java
//SOURCES course/*.java
//SOURCES database/*.java
//SOURCES database/driver/*.java
//SOURCES engine/*.java
//SOURCES files/*.java
//SOURCES filewatch/*.java
//SOURCES generators/*.java
//SOURCES gradebook/*.java
//SOURCES gradebook/policy/*.java
//SOURCES gradebook/scores/*.java
//SOURCES gradebook/writers/*.java
//SOURCES http/*.java
//SOURCES os/*.java
//SOURCES os/limits/*.java
//SOURCES recorded/*.java
//SOURCES report/*.java
//SOURCES report/escape/*.java
//SOURCES report/html/*.java
//SOURCES rest/*.java
//SOURCES result/*.java
//SOURCES server/*.java
//SOURCES similarity/*.java
//SOURCES source/*.java
//SOURCES starter/*.java
//SOURCES submission/*.java
//SOURCES unpacking/*.java
//SOURCES upstream/*.java
//SOURCES watch/*.java
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
import grader.console.CommandLines;
import java.nio.file.Path;

/** `jbang grade lab01 [DIR]`: grades a lab. */
class grade {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new GradeCommand(Path.of(""), true)).execute(args));
    }
}
