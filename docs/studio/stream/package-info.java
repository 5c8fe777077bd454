/** The one stream on which a browser hears of all that its tabs have started and look at. */
package docs.studio.stream;
