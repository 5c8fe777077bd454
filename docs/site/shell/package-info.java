/** What surrounds each page: menu, head, theme, pictures. */
package docs.site.shell;
