/** What javac knows of a file while it is typed: errors, completions, meanings and declarations. */
package docs.studio.code;
