//JAVA 25+
//SOURCES libraries/Commands.java
//SOURCES console/*.java
//SOURCES course/*.java
//SOURCES files/*.java
//SOURCES fuzzing/*.java
//SOURCES generators/*.java
//SOURCES http/*.java
//SOURCES os/*.java
//SOURCES protocol/*.java
//SOURCES soak/*.java
//SOURCES source/*.java
//SOURCES starter/*.java
//COMPILE_OPTIONS -Xlint:all -Werror
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr

package grader;

import grader.console.CommandLines;
import grader.fuzzing.FuzzCommand;
import java.nio.file.Path;

/** `jbang fuzz`: damaged messages for lab 07's connection. */
class fuzz {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new FuzzCommand(Path.of(""))).execute(args));
    }
}
