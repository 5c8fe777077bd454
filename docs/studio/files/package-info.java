/** Text files that more than one editor has open. */
package docs.studio.files;
