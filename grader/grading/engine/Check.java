package grader.grading.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A check: a JUnit test of one behaviour that the lab's text states, or a parameterized one. Its method takes a
 * {@link Rig}, after its parameters. Its id is the method's name in kebab case.
 */
@ExtendWith(CheckExtension.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Check {

    /** A sentence about behaviour: "a head may arrive in many pieces". */
    String value();

    /** The task that it belongs to. */
    String task();

    /** Its share of the task's points. */
    int points();

    /** What says so: `RFC 9112 §2.2`. Empty: the task's clause. */
    String clause() default "";

    /** The anchor of its rule on the lab's interface page. Empty: the task's step on the lab's page. */
    String rule() default "";

    /** After a failure: how a right server behaves and why, so that the mistake can be found. Its lines are joined. */
    String explain();

    /** Whether tasks that build on this one need it to pass; these run first. */
    boolean foundation() default false;

    /**
     * Tasks that it builds on beyond those that its task builds on, and checks: if one of these fails, so would this
     * one, and it is *not run*.
     */
    String[] builds() default {};

    /**
     * Whether it needs a server that the grader starts: with flags of its choice, output to read, signals, a process to
     * look at. For a server that runs elsewhere it is skipped.
     */
    boolean ownServer() default false;

    /** Whether it waits for most of its time: begun first, it ends in time with the others. */
    boolean slow() default false;
}
