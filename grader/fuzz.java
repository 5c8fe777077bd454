//JAVA 25+
//SOURCES libraries/Commands.java
//SOURCES lab/*.java
//SOURCES fuzzing/*.java
//SOURCES messages/*.java
//SOURCES talk/*.java
//SOURCES run/AtExit.java
//SOURCES run/Stop.java
//COMPILE_OPTIONS -Xlint:all -Werror
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr

package grader;

import grader.fuzzing.FuzzCommand;
import grader.lab.CommandLines;
import java.nio.file.Path;

/** `jbang fuzz`: damaged messages for lab 07's connection. */
class fuzz {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new FuzzCommand(Path.of(""))).execute(args));
    }
}
