/**
 * The watching JDBC driver. It runs in the process of the server that is graded and needs nothing but the JDK:
 * {@link grader.machine.database.DriverJar} puts this package alone into a jar.
 */
package grader.machine.database.driver;
