/** The command `bench breaker`: what a call costs that a closed breaker lets through. */
package grader.bench.breakers;
