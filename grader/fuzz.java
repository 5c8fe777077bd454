//JAVA 25+
//SOURCES libraries/Commands.java
//SOURCES lab/*.java
//SOURCES fuzzing/*.java
//SOURCES talk/*.java
//SOURCES tests/parser/BodyText.java
//SOURCES tests/parser/Damage.java
//SOURCES tests/parser/Message.java
//SOURCES tests/parser/Messages.java
//SOURCES tests/parser/Seen.java
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
