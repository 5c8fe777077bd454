/** The queues of the learner's server, drawn while a load fills them. */
package docs.studio.queues;
