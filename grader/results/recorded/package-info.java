/** Results as files, one per submission and attempt, and what each shard of a batch was to grade. */
package grader.results.recorded;
