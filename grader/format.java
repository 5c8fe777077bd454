//JAVA 25+
//SOURCES libraries/Commands.java
//SOURCES libraries/Formatting.java
//SOURCES core/*/*.java
//SOURCES contributing/formatting/*.java
//COMPILE_OPTIONS -Xlint:all -Werror
//CDS
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr

package grader;

import grader.contributing.formatting.FormatCommand;
import grader.core.console.CommandLines;
import java.nio.file.Path;

/** `jbang format`: the one format of the repository's Java. */
class format {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new FormatCommand(Path.of(""))).execute(args));
    }
}
