package io.github.churnml.jdbc;

/**
 * What a run wrote, counted in the table itself and not by what a driver reports: of a rewritten batch that is -2 for
 * every row.
 *
 * @param run the run's id
 * @param written how many customers were written
 * @param added how many of them the table did not have under this run before
 * @param replaced how many it had, written by an earlier try of the same run
 * @param left how many other customers the table has under this run, which this try did not write
 */
public record WrittenPredictions(String run, long written, long added, long replaced, long left) {}
