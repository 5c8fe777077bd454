//JAVA 25+
//SOURCES libraries/Commands.java
//SOURCES core/*/*.java
//SOURCES clients/http/*.java
//SOURCES contributing/ide/*.java
//SOURCES machine/os/*.java
//COMPILE_OPTIONS -Xlint:all -Werror
//CDS
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr

package grader;

import grader.contributing.ide.EditorsCommand;
import grader.core.console.CommandLines;
import java.nio.file.Path;

/** `jbang editors`: lets IntelliJ IDEA and VS Code open the whole repository. */
class editors {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new EditorsCommand(Path.of(""))).execute(args));
    }
}
