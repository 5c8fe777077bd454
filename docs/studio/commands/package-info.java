/** The commands in the transcripts of the pages, run from the page. */
package docs.studio.commands;
