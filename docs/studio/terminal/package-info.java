/** The command `course` in the terminal. */
package docs.studio.terminal;
