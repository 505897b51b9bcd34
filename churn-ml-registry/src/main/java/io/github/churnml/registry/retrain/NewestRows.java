package io.github.churnml.registry.retrain;

/**
 * Rows to learn from, and newer ones to compare on. The arrays are not copied and must not be changed.
 *
 * @param older places of the rows to learn from
 * @param newest places of the rows to compare on
 * @param inTime whether the latter are the latest
 * @param described how they were divided
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, and written once
record NewestRows(int[] older, int[] newest, boolean inTime, String described) {}
