/** The blocks that this course adds to AsciiDoc. */
package docs.site.blocks;
