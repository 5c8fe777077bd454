//JAVA 25+
//SOURCES libraries/Commands.java
//SOURCES libraries/Testing.java
//SOURCES grade.java
//SOURCES conformance/record/*.java
//SOURCES peers/known/*.java
//COMPILE_OPTIONS -Xlint:all -Werror
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr --enable-native-access=ALL-UNNAMED

package grader;

import grader.conformance.record.ConformanceCommand;
import grader.lab.CommandLines;

/** `jbang conformance`: the reference and known servers beside RFC 9110 and RFC 9112. */
class conform {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new ConformanceCommand()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
    }
}
