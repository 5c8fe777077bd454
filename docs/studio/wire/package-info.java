/** A proxy between any client and the learner's server, which shows every byte in both directions. */
package docs.studio.wire;
