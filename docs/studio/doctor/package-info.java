/** What `course doctor` looks at: the machine, JBang, ports and tools. */
package docs.studio.doctor;
