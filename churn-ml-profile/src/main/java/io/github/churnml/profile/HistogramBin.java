package io.github.churnml.profile;

/**
 * The rows whose number lies between two ends.
 *
 * @param from the low end, which belongs to it
 * @param to the high end, which does not
 * @param rows how many rows there are
 * @param left how many of them are customers who left; 0 without a known target
 * @param stayed how many are customers who stayed; 0 without a known target
 */
public record HistogramBin(double from, double to, long rows, long left, long stayed) {}
