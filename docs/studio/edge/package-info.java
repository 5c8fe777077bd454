/**
 * The whole chain as one: lab 14's edge, two servers of lab 13, their database, a steady load, and what can be done to
 * them.
 */
package docs.studio.edge;
