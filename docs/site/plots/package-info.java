/** Plots: what cells print as columns of numbers, and pages and notebooks draw. */
package docs.site.plots;
