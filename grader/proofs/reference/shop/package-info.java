/** Lab 10's shop from outside: its clients, and its database. */
package grader.proofs.reference.shop;
