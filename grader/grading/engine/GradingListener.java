package grader.grading.engine;

import grader.results.result.Verdict;

/** Hears of a grading while it goes on, from several threads. */
@FunctionalInterface
public interface GradingListener {

    /** @param words what is being done */
    void says(String words);

    /** A check has a verdict. It may still become another one: only the result counts. */
    default void judged(String task, String check, Verdict verdict) {}
}
