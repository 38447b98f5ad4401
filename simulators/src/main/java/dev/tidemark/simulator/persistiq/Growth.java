package dev.tidemark.simulator.persistiq;

import java.time.Instant;

/**
 * One step of growth.
 *
 * @param number from 1
 * @param at when it happened by the clock of the options: what a client's own clock compares with
 * @param day when it happened in the time that records tell
 * @param leadsBefore how many leads there were
 * @param leadsAfter how many there are since
 * @param campaignsBefore how many campaigns there were
 */
record Growth(
    int number, Instant at, Instant day, int leadsBefore, int leadsAfter, int campaignsBefore) {}
