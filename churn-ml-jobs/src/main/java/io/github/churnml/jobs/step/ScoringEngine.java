package io.github.churnml.jobs.step;

import io.github.churnml.decide.RiskTier;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * Scores a table where it lies, for tables that do not fit one machine: {@code engine: spark} in a step {@code predict}. Found
 * through {@link java.util.ServiceLoader}; that of Spark is in {@code churn-ml-spark}.
 */
public interface ScoringEngine {

    /** {@return the name that a job calls it by, such as {@code spark}} */
    String name();

    /**
     * Scores a table and writes it with the scores, as a folder that appears whole. Done again for the same run, it replaces what it
     * wrote before.
     *
     * @param request what is scored, and where it goes
     * @return where it went, and what is told of it
     * @throws InterruptedException if it was interrupted
     * @throws io.github.churnml.error.ChurnException if it failed
     */
    Scored score(Request request) throws InterruptedException;

    /**
     * Compares a table that was scored with the customers that the model was trained on.
     *
     * @param model the model file
     * @param place where {@link #score} put the table
     * @param settings when a column has drifted
     * @return how they differ, scores included
     * @throws InterruptedException if it was interrupted
     * @throws io.github.churnml.error.ChurnException if it failed
     */
    DriftReport drift(Path model, String place, DriftSettings settings) throws InterruptedException;

    /**
     * What is scored, and where it goes.
     *
     * @param model the model file
     * @param table the customers: a path, or a table of the engine's catalog
     * @param isPath whether it is a path
     * @param format of files, such as {@code parquet}
     * @param to the folder with a folder for each run
     * @param run the run's identifier
     * @param reasons how many reasons a row has at most
     */
    record Request(Path model, String table, boolean isPath, String format, String to, String run, int reasons) {}

    /**
     * What came of it.
     *
     * @param place the run's folder
     * @param rows how many rows were scored
     * @param predicted how many are predicted to leave
     * @param mean the mean probability; the same whatever the order in which rows were added up
     * @param tiers how many rows each tier has
     */
    record Scored(String place, long rows, long predicted, double mean, Map<RiskTier, Long> tiers) {
        /**
         * Copies the tiers.
         *
         * @param place the run's folder
         * @param rows how many rows were scored
         * @param predicted how many are predicted to leave
         * @param mean the mean probability
         * @param tiers how many rows each tier has
         */
        public Scored {
            tiers = Map.copyOf(tiers);
        }
    }
}
