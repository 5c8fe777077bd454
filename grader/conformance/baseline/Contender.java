package grader.conformance.baseline;

import grader.conformance.peers.known.JbangBuild;
import grader.conformance.peers.known.KnownServer;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.PathText;
import grader.grading.engine.Settings;
import grader.grading.server.Program;
import grader.machine.os.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of the table, each started by a command that anybody can give to the grader. */
public enum Contender {

    REFERENCE, JDK, JETTY, UNDERTOW, NETTY, TOMCAT, NGINX;

    private static final Pattern SHARED = Pattern.compile("(?m)^//SOURCES (\\S*/libraries/\\S+)");
    private static final Pattern LIBRARY = Pattern.compile("(?m)^//DEPS [^:\\s]+:[^:\\s]+:([^@\\s]+)");

    /** As the table calls it. */
    public String title() {
        return this == REFERENCE ? "Reference" : known().title;
    }

    private KnownServer known() {
        return KnownServer.valueOf(name());
    }

    /** The options after `./jbang grade lab09 --conformance` to try it. */
    String option() {
        return this == REFERENCE ? "--solution"
                : "--command '" + (this == NGINX ? "sh " : "./jbang ") + known().file() + "'";
    }

    Settings settings() {
        Optional<Program> program = this == REFERENCE ? Optional.empty() : Optional.of(new Program.Command(command()));
        return new Settings(Course.here().lab("lab09"), Optional.empty(), Optional.empty(), "", false,
                this == REFERENCE, program);
    }

    /** The same as that of `option`, but built before. */
    private String command() {
        if (this == NGINX) {
            return "sh " + known().file();
        }
        try {
            String java = ProcessHandle.current().info().command().orElse("java");
            return "'" + java + "' -cp '" + JbangBuild.classPath(known().path()) + "' " + known().main();
        } catch (Commands.Failed error) {
            throw new UserError(this + " cannot be built: " + error.getMessage(),
                    "./jbang build " + known().file() + " tells more");
        }
    }

    /**
     * Such as `12.1.13`; empty for the reference.
     *
     * @throws UserError if it has to be installed, and is not
     */
    public String version() {
        return switch (this) {
            case REFERENCE -> "";
            case JDK -> Runtime.version().toString().replaceFirst("\\+.*", "");
            case NGINX -> nginx();
            default -> library(known().path());
        };
    }

    private static String library(Path script) {
        try {
            Matcher shared = SHARED.matcher(Files.readString(script));
            Path pins = shared.find() ? script.resolveSibling(shared.group(1)) : script;
            return LIBRARY.matcher(Files.readString(pins)).results().findFirst().orElseThrow().group(1);
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(script));
        }
    }

    private static String nginx() {
        try {
            Process process = new ProcessBuilder("nginx", "-v").redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes()).strip().replaceFirst(".*/", "");
        } catch (IOException missing) {
            throw new UserError("nginx is not installed, or its folder is not in PATH: the table has it",
                    "apt-get install nginx, brew install nginx; or name the servers to try: ./jbang conformance "
                            + "reference jetty");
        }
    }

    /** Why a requirement cannot be seen of it as it is set up here; empty if it can. */
    Optional<String> hides(String requirement) {
        return this == NGINX && requirement.equals("chunk-data-any")
                ? Optional.of("it gives content back by a field, and line breaks have no place there")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
