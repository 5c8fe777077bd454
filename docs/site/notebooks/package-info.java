/** Pages as Jupyter notebooks. */
package docs.site.notebooks;
