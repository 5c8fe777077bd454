/** The lab next to its page: the learner's files, javac, the server and its signals, hints, reset and solution. */
package docs.studio.lab;
