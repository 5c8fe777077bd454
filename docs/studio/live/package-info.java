/** What the studio adds to the pages: cells that run, and a learner's edits of them. */
package docs.studio.live;
