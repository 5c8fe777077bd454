/** Blocks with a question: quiz, prediction, order, recall. */
package docs.site.exercises;
