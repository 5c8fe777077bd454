/** Programs that the studio starts: they end with it, and what they print is bounded. */
package docs.studio.process;
