/** The way of single requests through the learner's server, stop by stop. */
package docs.studio.xray;
