//JAVA 25+
//SOURCES libraries/Commands.java
//SOURCES core/*/*.java
//SOURCES proofs/fuzzing/*.java
//SOURCES proofs/fuzzing/edge/*.java
//SOURCES clients/generators/*.java
//SOURCES clients/http/*.java
//SOURCES conformance/peers/known/*.java
//SOURCES machine/os/*.java
//SOURCES proofs/protocol/*.java
//SOURCES proofs/soak/*.java
//COMPILE_OPTIONS -Xlint:all -Werror
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr

package grader;

import grader.core.console.CommandLines;
import grader.proofs.fuzzing.FuzzCommand;
import java.nio.file.Path;

/** `jbang fuzz`: damaged messages for lab 07's connection, and for lab 14's edge. */
class fuzz {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new FuzzCommand(Path.of(""))).execute(args));
    }
}
