//JAVA 25+
//SOURCES libraries/Commands.java
//SOURCES libraries/Testing.java
//SOURCES conformance/*.java
//SOURCES conformance/baseline/*.java
//SOURCES conformance/connection/*.java
//SOURCES conformance/caching/*.java
//SOURCES conformance/requirements/*.java
//SOURCES console/*.java
//SOURCES course/*.java
//SOURCES database/*.java
//SOURCES database/driver/*.java
//SOURCES engine/*.java
//SOURCES files/*.java
//SOURCES http/*.java
//SOURCES os/*.java
//SOURCES os/limits/*.java
//SOURCES peers/known/*.java
//SOURCES report/*.java
//SOURCES report/escape/*.java
//SOURCES report/html/*.java
//SOURCES rest/*.java
//SOURCES result/*.java
//SOURCES server/*.java
//SOURCES source/*.java
//SOURCES submission/*.java
//SOURCES upstream/*.java
//COMPILE_OPTIONS -Xlint:all -Werror
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr --enable-native-access=ALL-UNNAMED

package grader;

import grader.conformance.baseline.ConformanceCommand;
import grader.console.CommandLines;

/** `jbang conformance`: the reference and known servers beside RFC 9110, RFC 9111 and RFC 9112. */
class conform {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new ConformanceCommand()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
    }
}
