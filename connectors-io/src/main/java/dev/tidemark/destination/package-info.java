/**
 * What a destination is, and the rules that hold on every one of them: staging, ledger, commit,
 * write strategies.
 */
package dev.tidemark.destination;
