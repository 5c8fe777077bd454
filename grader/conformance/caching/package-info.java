/** The requirements about validators, preconditions, ranges, codings and caching, most of which need files. */
package grader.conformance.caching;
