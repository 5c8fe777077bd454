/** The studio's HTTP server: who may use it, and what every response says. */
package docs.studio.web;
