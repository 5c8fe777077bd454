package grader.checks.lab04;

import java.util.List;

/** The checks of lab 04. */
public final class Lab04 {

    public static final List<Class<?>> CHECKS = List.of(MatchChecks.class, PriorityChecks.class, NotFoundChecks.class,
            HeadOptionsChecks.class, DecodeChecks.class, BadEscapeChecks.class, DotSegmentChecks.class,
            SlashChecks.class,
            ConflictChecks.class, ScaleChecks.class);

    private Lab04() {}
}
