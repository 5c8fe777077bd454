package grader.conformance.record;

import grader.lab.Course;
import grader.lab.Problem;
import grader.run.Program;
import grader.run.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of the table, each started by a command that anybody can give to the grader. */
enum Contender {

    REFERENCE("Reference", ""),
    JDK("JDK", "jdk.java"),
    JETTY("Jetty", "jetty.java"),
    UNDERTOW("Undertow", "undertow.java"),
    NETTY("Netty", "netty.java"),
    TOMCAT("Tomcat", "tomcat.java"),
    NGINX("nginx", "nginx.sh");

    private static final Pattern LIBRARY = Pattern.compile("(?m)^//DEPS [^:\\s]+:[^:\\s]+:(\\S+)");

    final String title;
    private final String script;

    Contender(String title, String script) {
        this.title = title;
        this.script = script;
    }

    /** What stands behind `./jbang grade lab07 --conformance` to try it. */
    String option() {
        String file = "grader/peers/" + script;
        return this == REFERENCE ? "--solution" : "--command '" + (script.endsWith(".sh") ? "sh " : "./jbang ") + file + "'";
    }

    Settings settings() {
        Optional<Program> program = this == REFERENCE ? Optional.empty()
                : Optional.of(new Program.Command(option().replaceFirst("^--command '(.*)'$", "$1")));
        return new Settings(Course.here().lab("lab07"), Optional.empty(), Optional.empty(), "", false, this == REFERENCE, program);
    }

    /** Such as `12.1.13`; empty for the reference. */
    String version() {
        return switch (this) {
            case REFERENCE -> "";
            case JDK -> Runtime.version().toString().replaceFirst("\\+.*", "");
            case NGINX -> nginx();
            default -> library(Course.here().root().resolve("grader/peers").resolve(script));
        };
    }

    private static String library(Path script) {
        try {
            Matcher own = LIBRARY.matcher(Files.readString(script));
            Matcher shared = LIBRARY.matcher(Files.readString(script.resolveSibling("../libraries/Servers.java")));
            return own.find() ? own.group(1) : shared.find() ? shared.group(1) : "";
        } catch (IOException error) {
            throw Problem.of(error, "reading " + Course.shown(script));
        }
    }

    private static String nginx() {
        try {
            Process process = new ProcessBuilder("nginx", "-v").redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes()).strip().replaceFirst(".*/", "");
        } catch (IOException missing) {
            throw new Problem("there is no nginx here, and the table has it", "apt-get install nginx, or name the servers to record");
        }
    }

    /** Why a requirement cannot be seen of it as it is set up here; empty if it can. */
    Optional<String> hides(String requirement) {
        return this == NGINX && requirement.equals("chunk-data-any")
                ? Optional.of("it gives content back by a field, and line breaks have no place there") : Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
