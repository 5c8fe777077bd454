/**
 * What runs inside the learner's server while a page shows its requests: it is loaded into the running process, and
 * uses nothing but the JDK.
 */
package docs.studio.xray.agent;
