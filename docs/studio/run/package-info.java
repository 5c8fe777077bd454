/** The studio as a whole: one for each checkout, from its start to Ctrl+C. */
package docs.studio.run;
