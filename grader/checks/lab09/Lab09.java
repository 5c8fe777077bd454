package grader.checks.lab09;

import java.util.List;

/** The checks of lab 09. */
public final class Lab09 {

    public static final List<Class<?>> CHECKS = List.of(TtlChecks.class, SingleFlightChecks.class,
            CacheRaceChecks.class,
            LruChecks.class,
            InvalidateChecks.class, CacheStatusChecks.class, FilesChecks.class,
            FileReadersChecks.class, OnlyBelowChecks.class,
            ValidatorsChecks.class, ConditionsChecks.class, ConditionalWriteChecks.class,
            RangesChecks.class, RangeConditionsChecks.class, GzipChecks.class, GzipFieldsChecks.class,
            AdmissionChecks.class, StaleChecks.class, JitterChecks.class);

    private Lab09() {}
}
