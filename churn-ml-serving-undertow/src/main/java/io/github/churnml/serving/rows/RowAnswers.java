package io.github.churnml.serving.rows;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.churnml.Prediction;
import io.github.churnml.decide.ProbabilityInterval;
import io.github.churnml.explain.Reason;
import io.github.churnml.registry.experiment.Arm;
import io.github.churnml.registry.experiment.Assignment;
import io.github.churnml.registry.experiment.AssignmentLog;
import io.github.churnml.serving.live.ServingMetrics;
import io.github.churnml.serving.model.Experiment;
import io.github.churnml.serving.model.Lineup;
import io.github.churnml.serving.model.ModelHeaders;
import io.github.churnml.serving.model.RowWork;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.model.ServedRows;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers the rows of one request, each by the model that is its customer's: the champion, or while an experiment runs the
 * challenger for customers of its share. A challenger reads a row anew, since its columns may have other levels. The champion
 * scores those rows, too: what it would have answered is worth much when the experiment is read.
 */
final class RowAnswers {

    private static final int FIRST = 16;

    private final Lineup lineup;
    private final @Nullable Experiment experiment;
    private final RowsReader reader;
    private final AnswerWriter out;
    private final int reasons;
    private final ServingMetrics metrics;
    private final ServedRows served;
    private final @Nullable Challenged challenged;
    private final List<Assignment> assigned = new ArrayList<>(0);
    private @Nullable Instant now;
    /** The champion's scores; kept for a shadow alone. */
    private double[] byChampion;

    private int rows;
    private int challengedRows;

    /**
     * Reads rows for the challenger.
     *
     * @param starts where each row begins; null where the bytes are those that the champion reads
     */
    record Challenged(RowsReader reader, JsonFactory json, byte[] bytes, int length, int @Nullable [] starts) {

        /**
         * The row, or null if it does not fit: what the champion takes may still be of a wrong type there.
         *
         * @param start where it begins in the champion's bytes
         */
        @Nullable
        RowWork read(ServedModel challenger, int index, int start) throws RowsReader.Unreadable {
            RowWork work = challenger.work();
            int from = starts == null ? start : starts[index];
            return reader.readRow(json, bytes, from, length, work).isEmpty() ? work : null;
        }
    }

    /** @param challenged what reads rows for the challenger; null if the request takes part in no experiment */
    RowAnswers(
            Lineup lineup,
            RowsReader reader,
            AnswerWriter out,
            int reasons,
            ServingMetrics metrics,
            ServedRows served,
            @Nullable Challenged challenged) {
        this.lineup = lineup;
        this.experiment = lineup.experiment();
        this.reader = reader;
        this.out = out;
        this.reasons = reasons;
        this.metrics = metrics;
        this.served = served;
        this.challenged = challenged;
        this.byChampion = new double[lineup.shadow() == null ? 0 : FIRST];
    }

    int rows() {
        return rows;
    }

    void row(RowWork work) throws RowsReader.Unreadable {
        rows++;
        if (experiment == null || challenged == null) {
            double score = answer(lineup.champion(), work, null);
            served.add(work.values(), score);
            note(score);
        } else {
            row(work, experiment, challenged);
        }
    }

    private void row(RowWork work, Experiment runs, Challenged anew) throws RowsReader.Unreadable {
        String customer = reader.customer();
        Arm arm = customer == null ? null : runs.arms().arm(customer);
        RowWork again = arm == Arm.CHALLENGER ? anew.read(runs.challenger(), work.index(), reader.start()) : null;
        if (customer != null && again != null) {
            double champion = work.probability();
            note(champion);
            double score = answer(runs.challenger(), again, arm);
            challengedRows++;
            assign(runs, customer, Arm.CHALLENGER, runs.challenger(), score, champion);
            return;
        }
        Arm own = arm == Arm.CHALLENGER ? null : arm; // a challenger that could not read the row answers no one
        double score = answer(lineup.champion(), work, own);
        served.add(work.values(), score);
        note(score);
        if (customer != null && own != null) {
            assign(runs, customer, own, lineup.champion(), score, score);
        } else {
            metrics.arm(customer == null ? "no-id" : "misfit", lineup.champion());
        }
    }

    /** Keeps the champion's score of the row for a shadow. */
    private void note(double score) {
        if (lineup.shadow() != null) {
            if (rows > byChampion.length) {
                byChampion = Arrays.copyOf(byChampion, 2 * byChampion.length);
            }
            byChampion[rows - 1] = score;
        }
    }

    /** The champion's scores; none without a shadow. */
    double[] byChampion() {
        return Arrays.copyOf(byChampion, lineup.shadow() == null ? 0 : rows);
    }

    private double answer(ServedModel model, RowWork work, @Nullable Arm arm) {
        try {
            double probability;
            List<Reason> why = List.of();
            @Nullable ProbabilityInterval interval = null;
            if (reasons == 0 && model.decisions().vennAbers().isEmpty()) {
                probability = work.probability();
            } else {
                Prediction prediction = work.prediction();
                probability = prediction.probability();
                why = reasons == 0 ? why : prediction.reasons(reasons);
                interval = prediction.interval().orElse(null);
            }
            metrics.row(model, probability, work.notes());
            out.row(model, arm, probability, interval, work.notes(), why);
            return probability;
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail to be written", e);
        }
    }

    private void assign(Experiment runs, String customer, Arm arm, ServedModel model, double score, double champion) {
        metrics.arm(arm.label(), model);
        if (now == null) {
            now = Instant.now();
        }
        assigned.add(new Assignment(
                now,
                runs.arms().experiment(),
                customer,
                arm,
                model.version(),
                score,
                champion,
                model.decisions().leaves(score)));
    }

    /** Names the models that answered. */
    void name(HttpServerExchange exchange) {
        if (experiment != null && challengedRows == rows && rows > 0) {
            ModelHeaders.put(exchange, experiment.challenger());
        } else if (experiment != null && challengedRows > 0) {
            ModelHeaders.put(exchange, lineup.champion(), experiment.challenger());
        }
    }

    /** The request is answered: its assignments are kept. */
    void answered(@Nullable AssignmentLog log) {
        if (log != null) {
            assigned.forEach(log::append);
        }
    }
}
