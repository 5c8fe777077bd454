//JAVA 25+
//SOURCES libraries/Commands.java
//SOURCES console/*.java
//SOURCES course/*.java
//SOURCES files/*.java
//SOURCES http/*.java
//SOURCES ide/*.java
//SOURCES os/*.java
//COMPILE_OPTIONS -Xlint:all -Werror
//CDS
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr

package grader;

import grader.console.CommandLines;
import grader.ide.EditorsCommand;
import java.nio.file.Path;

/** `jbang editors`: lets IntelliJ IDEA and VS Code open the whole repository. */
class editors {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new EditorsCommand(Path.of(""))).execute(args));
    }
}
