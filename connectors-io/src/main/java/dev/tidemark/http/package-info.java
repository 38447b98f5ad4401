/** Requests that arrive: limits obeyed for the whole account, faults retried, answers bounded. */
package dev.tidemark.http;
