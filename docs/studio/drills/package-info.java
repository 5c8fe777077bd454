/** Drills: servers of the reference with a hidden fault under load, and what finds it. */
package docs.studio.drills;
