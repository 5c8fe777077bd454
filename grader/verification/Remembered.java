package grader.verification;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that `verify` need not run again while all that it depends on stays the same: its code and that which it
 * can reach, the files named here, libraries, JDK and system. `verify --all` runs each of them alone and watches what
 * it opens and loads: what is not named here is a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Remembering.class)
public @interface Remembered {

    /** What is read by everything that asks which labs there are. */
    String LABS = "solutions/*/tasks.yaml";
    /** What a small copy of the course is made of, with lab 01. */
    String COURSE = "jbang-catalog.json";
    String STOPS = "docs/studio/stops.yaml";
    String LAB01 = "solutions/01-sockets";

    /** Files and folders that it reads, or whose names it reads, relative to the checkout. */
    String[] reads() default {};

    /** The labs whose checks it runs, such as `lab01`. */
    String[] checks() default {};

    /** Classes that it finds by a name made at run time, or starts as programs. */
    Class<?>[] runs() default {};
}
