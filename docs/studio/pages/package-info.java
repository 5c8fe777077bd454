/** The pages as the studio serves them: those of the site, with the studio's scripts. */
package docs.studio.pages;
