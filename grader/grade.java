//JAVA 25+
//SOURCES libraries/Commands.java
//SOURCES libraries/Testing.java
//SOURCES lab/*.java
//SOURCES wire/*.java
//SOURCES run/*.java
//SOURCES report/*.java
//SOURCES conformance/*.java
//SOURCES checks/Checks.java
//SOURCES checks/lab01/*.java
//SOURCES checks/lab02/*.java
//SOURCES checks/lab03/*.java
//SOURCES checks/lab04/*.java
//SOURCES checks/lab05/*.java
//SOURCES checks/lab06/*.java
//SOURCES checks/lab07/*.java
//SOURCES commands/*.java
//SOURCES saves/*.java
//SOURCES watch/*.java
//CDS
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr --enable-native-access=ALL-UNNAMED

package grader;

import grader.commands.GradeCommand;
import grader.lab.CommandLines;
import java.nio.file.Path;

/** `jbang grade lab01 [DIR]`: grades a lab. */
class grade {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new GradeCommand(Path.of(""))).execute(args));
    }
}
