//JAVA 25+
//SOURCES libraries/Archives.java
//SOURCES libraries/Commands.java
//SOURCES libraries/Differences.java
//SOURCES libraries/Mutation.java
//SOURCES libraries/Testing.java
//SOURCES core/*/*.java
//SOURCES clients/*/*.java
//SOURCES machine/database/*.java
//SOURCES machine/database/driver/*.java
//SOURCES machine/interleaving/*.java
//SOURCES machine/interleaving/steps/*.java
//SOURCES machine/os/*.java
//SOURCES machine/os/limits/*.java
//SOURCES machine/postgres/*.java
//SOURCES results/*/*.java
//SOURCES results/report/escape/*.java
//SOURCES results/report/html/*.java
//SOURCES grading/*/*.java
//SOURCES checks/*/*.java
//SOURCES checks/*/*/*.java
//SOURCES proofs/mutants/*.java
//SOURCES proofs/systematic/*.java
//COMPILE_OPTIONS -Xlint:all -Werror
//CDS
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr --enable-native-access=ALL-UNNAMED

package grader;

import grader.core.console.CommandLines;
import grader.proofs.mutants.MutantsCommand;
import java.nio.file.Path;

/** `jbang mutants`: the mutants of the reference, and whether each still fits it. */
class mutate {
    public static void main(String[] args) {
        System.exit(CommandLines.of(new MutantsCommand(Path.of(""))).execute(args));
    }
}
