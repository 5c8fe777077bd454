/** Files and folders: written as a whole or not at all, moved, hashed, and named in messages. */
package grader.core.files;
