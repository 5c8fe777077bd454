/** The index for searching the pages. */
package docs.site.search;
