/** The command `bench soak`: many clients for a long time, and what the server keeps of them. */
package grader.proofs.soak;
