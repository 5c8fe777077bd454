/** Models of the pages, held against a real server: `jbang measure`. */
package docs.studio.models;
