package io.github.churnml.snapshot;

/**
 * How many customers there were at a snapshot.
 *
 * @param at the snapshot, as ISO 8601
 * @param rows how many have a known outcome
 * @param positive with how many it happened
 * @param censored how many are left out, as their time is not over
 * @param inGap how many are left out, as it was decided in the gap
 */
public record SnapshotCount(String at, long rows, long positive, long censored, long inGap) {}
