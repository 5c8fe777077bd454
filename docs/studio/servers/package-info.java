/** The servers of labs as processes, their database, and connections of the loads that are put on them. */
package docs.studio.servers;
