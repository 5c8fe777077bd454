//JAVA 25+
//SOURCES libraries/Commands.java
//SOURCES libraries/Testing.java
//SOURCES conformance/*.java
//SOURCES conformance/baseline/*.java
//SOURCES conformance/connection/*.java
//SOURCES conformance/caching/*.java
//SOURCES conformance/requirements/*.java
//SOURCES core/*/*.java
//SOURCES machine/database/*.java
//SOURCES machine/database/driver/*.java
//SOURCES machine/interleaving/*.java
//SOURCES machine/interleaving/steps/*.java
//SOURCES grading/engine/*.java
//SOURCES clients/http/*.java
//SOURCES machine/os/*.java
//SOURCES machine/os/limits/*.java
//SOURCES conformance/peers/known/*.java
//SOURCES results/report/*.java
//SOURCES results/report/escape/*.java
//SOURCES results/report/html/*.java
//SOURCES clients/rest/*.java
//SOURCES results/result/*.java
//SOURCES grading/server/*.java
//SOURCES grading/submission/*.java
//SOURCES clients/upstream/*.java
//COMPILE_OPTIONS -Xlint:all -Werror
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr --enable-native-access=ALL-UNNAMED

package grader;

import grader.conformance.baseline.ConformanceCommand;
import grader.core.console.CommandLines;

/** `jbang conformance`: the reference and known servers beside RFC 9110, RFC 9111 and RFC 9112. */
class conform {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new ConformanceCommand()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
    }
}
