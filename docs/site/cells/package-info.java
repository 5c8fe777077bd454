/** Cells: code in pages that runs, and what it printed. */
package docs.site.cells;
