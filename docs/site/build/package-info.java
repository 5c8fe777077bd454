/** Builds the site, again after each save if wanted, and serves it. */
package docs.site.build;
