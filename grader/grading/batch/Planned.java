package grader.grading.batch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One submission of a batch, and where its result goes; a line of JSON tells it to a worker.
 *
 * @param attempt null if the pattern has none
 * @param submitted in ISO 8601; null if the pattern has none
 * @param file of the result, in the folder of results
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Planned(Source source, String name, String attempt, String submitted, String file) {

    /** As one line of a terminal. */
    String label() {
        return Names.shown(name) + (attempt == null ? "" : " (attempt " + attempt + ")");
    }
}
