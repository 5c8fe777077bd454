/** What pages quote from the labs: tasks, methods, checks, types. */
package docs.site.labs;
