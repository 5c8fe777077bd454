package grader.teaching.gradebook.writers;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.source.Jars;
import grader.machine.os.Commands;
import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The JDBC driver for SQLite. It is not among the libraries of `grade`, because it has 12 MB and learners never need
 * it: JBang resolves it, as it would those of a program, when the first gradebook is written.
 */
public final class SqliteDriver {

    private static final String NAME = "org.sqlite.JDBC";

    private final Driver driver;

    private SqliteDriver(Driver driver) {
        this.driver = driver;
    }

    /** @throws UserError if it is not there, and cannot be fetched or loaded */
    public static SqliteDriver of(Course course) {
        try {
            return new SqliteDriver(load(SqliteDriver.class.getClassLoader()));
        } catch (ClassNotFoundException notThere) {
            return fetched(course);
        }
    }

    /** The driver that JBang resolves, whatever is on the class path. */
    static SqliteDriver fetched(Course course) {
        Path libraries = course.root().resolve("grader/libraries/Sqlite.java");
        try {
            String jars = Commands.output(List.of(course.root().resolve("jbang").toString(), "info", "classpath",
                    "--deps-only", libraries.toString()));
            List<Path> classPath = Stream.of(jars.strip().split(File.pathSeparator)).map(Path::of).toList();
            // Never closed: it is in use until the program ends.
            return new SqliteDriver(load(Jars.loader(classPath, ClassLoader.getPlatformClassLoader())));
        } catch (Commands.Failed | ClassNotFoundException error) {
            throw new UserError("the library for SQLite could not be fetched: " + error.getMessage(),
                    "see whether there is a network, or leave out gradebook.sqlite with --no-sqlite");
        }
    }

    private static Driver load(ClassLoader loader) throws ClassNotFoundException {
        try {
            return (Driver) Class.forName(NAME, true, loader).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException error) {
            throw error instanceof ClassNotFoundException missing ? missing
                    : new ClassNotFoundException(error.toString(), error);
        }
    }

    /** @throws UserError if the driver's native part cannot be loaded */
    public Connection open(Path file) throws SQLException {
        try {
            Connection connection = driver.connect("jdbc:sqlite:" + file, new Properties());
            connection.isValid(0);
            return connection;
        } catch (LinkageError error) {
            throw nativePart(error);
        } catch (SQLException error) {
            if (error.getErrorCode() == 0 && String.valueOf(error.getMessage()).contains("native")) {
                throw nativePart(error);
            }
            throw error;
        }
    }

    private static UserError nativePart(Throwable error) {
        return new UserError("the library for SQLite cannot be loaded on this system: " + error.getMessage(),
                "name a temporary folder from which programs can be run: "
                        + "JAVA_TOOL_OPTIONS=-Dorg.sqlite.tmpdir=FOLDER; or leave out gradebook.sqlite with "
                        + "--no-sqlite");
    }
}
