//JAVA 25+
//SOURCES format.java
//SOURCES fuzz.java
//SOURCES grade.java
//SOURCES starters.java
//SOURCES conform.java
//SOURCES ../docs/site/site.java
//SOURCES ../docs/studio/course.java
//SOURCES bench/Median.java
//SOURCES bench/server/*.java
//SOURCES bench/soak.java
//SOURCES designs/*.java
//SOURCES libraries/Browsing.java
//SOURCES libraries/Load.java
//SOURCES libraries/Verifying.java
//SOURCES mutate.java
//SOURCES talk/*.java
//SOURCES tests/*.java
//SOURCES tests/conformance/*.java
//SOURCES tests/connection/*.java
//SOURCES tests/limits/*.java
//SOURCES tests/parser/*.java
//SOURCES verification/*.java
//COMPILE_OPTIONS -Xlint:all -Werror
//RUNTIME_OPTIONS -Xmx1500m -Xmn500m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr --enable-native-access=ALL-UNNAMED

package grader;

import grader.lab.CommandLines;
import grader.verification.VerifyCommand;

/** `jbang verify`: all of the project's own tests. */
class verify {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new VerifyCommand()).execute(args));
    }
}
