/** A page while it is built: source, HTML, headings, defects, and what it was made from. */
package docs.site.page;
