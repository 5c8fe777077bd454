//JAVA 25+
//SOURCES conform.java
//SOURCES editors.java
//SOURCES format.java
//SOURCES fuzz.java
//SOURCES grade.java
//SOURCES mutate.java
//SOURCES starters.java
//SOURCES ../docs/site/site.java
//SOURCES ../docs/studio/arena.java
//SOURCES ../docs/studio/cells.java
//SOURCES ../docs/studio/chain.java
//SOURCES ../docs/studio/course.java
//SOURCES ../docs/studio/drill.java
//SOURCES ../docs/studio/measure.java
//SOURCES bench/breakers/BreakerCalls.java
//SOURCES bench/caches/contest/*.java
//SOURCES bench/edge/*.java
//SOURCES bench/harness/Work.java
//SOURCES bench/load/*.java
//SOURCES bench/overload/*.java
//SOURCES bench/parsers/Parser.java
//SOURCES bench/pools/Pool.java
//SOURCES bench/server/*.java
//SOURCES bench/util/*.java
//SOURCES proofs/designs/*.java
//SOURCES proofs/hostile/*.java
//SOURCES machine/postgres/*.java
//SOURCES contributing/testrunner/*.java
//SOURCES libraries/Browsing.java
//SOURCES libraries/Coverage.java
//SOURCES libraries/Load.java
//SOURCES libraries/Verifying.java
//SOURCES proofs/reference/*.java
//SOURCES proofs/reference/caching/*.java
//SOURCES proofs/reference/collector/*.java
//SOURCES proofs/reference/deployment/*.java
//SOURCES proofs/reference/edge/*.java
//SOURCES proofs/reference/failures/*.java
//SOURCES proofs/reference/limits/*.java
//SOURCES proofs/reference/parser/*.java
//SOURCES proofs/reference/shedding/*.java
//SOURCES proofs/reference/shop/*.java
//SOURCES proofs/reference/traversal/*.java
//SOURCES proofs/testing/*.java
//SOURCES proofs/tests/*.java
//SOURCES */tests/*.java
//SOURCES */*/tests/*.java
//SOURCES bench/tests/*.java
//SOURCES ../docs/site/tests/*.java
//SOURCES ../docs/studio/tests/*.java
//COMPILE_OPTIONS -Xlint:all -Werror
//RUNTIME_OPTIONS -Xmx2000m -Xmn500m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr --enable-native-access=ALL-UNNAMED

package grader;

import grader.contributing.testrunner.VerifyCommand;
import grader.core.console.CommandLines;

/** `jbang verify`: all of the project's own tests. */
class verify {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new VerifyCommand()).execute(args));
    }
}
