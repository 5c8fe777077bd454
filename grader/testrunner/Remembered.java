package grader.testrunner;

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
    /** What a site of a test's own pages is made of, with {@link #LAB01}. */
    String THEME = "docs/site/theme";
    String PICTURES = "docs/pages/pictures";
    String CHECKS01 = "grader/checks/lab01";
    /** What the course's own site is made of, with {@link #THEME}. */
    String PAGES = "docs/pages";
    String SOLUTIONS = "solutions";
    /** The checks that pages quote: those of lab 06. */
    String CHECKS = "grader/checks/lab06";

    /** Files and folders that it reads, or whose names it reads, relative to the checkout. */
    String[] reads() default {};

    /** The labs whose checks it runs, such as `lab01`. */
    String[] checks() default {};

    /** Whether it drives a browser, whose version counts then. */
    boolean browser() default false;

    /** Other programs of the machine that it runs and whose version counts, such as `git`. */
    String[] tools() default {};
}
