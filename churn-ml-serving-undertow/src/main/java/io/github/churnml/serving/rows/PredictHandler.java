package io.github.churnml.serving.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.github.churnml.registry.experiment.AssignmentLog;
import io.github.churnml.serving.http.Exchanges;
import io.github.churnml.serving.http.Failures;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.http.RequestBody;
import io.github.churnml.serving.http.Workers;
import io.github.churnml.serving.live.LiveDrift;
import io.github.churnml.serving.live.ServingMetrics;
import io.github.churnml.serving.model.Experiment;
import io.github.churnml.serving.model.Lineup;
import io.github.churnml.serving.model.ModelHeaders;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.model.ServedRows;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.policy.RowMaker;
import io.github.churnml.serving.registry.ShadowScorer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /predict}: rows in, predictions out. A small request is answered by the thread that read it, which takes a few
 * microseconds; a large one, or one that asks for reasons, by a worker.
 */
public final class PredictHandler implements HttpHandler {

    /** Up to this many bytes, about a hundred rows, an I/O thread answers by itself. */
    private static final int SMALL = 32 << 10;

    public static final int MOST_REASONS = 100;

    private static final String CHURN = "churn";

    private final Supplier<Lineup> current;
    private final Supplier<@Nullable AssignmentLog> assignments;
    private final ShadowScorer shadow;
    private final RequestBody bodies;
    private final Workers workers;
    private final Failures failures;
    private final ServingMetrics metrics;
    private final LiveDrift drift;
    private final Policies policies;
    private final Limits limits;
    private final JsonFactory json;
    private final EventBody events;
    private final Policies lenient;

    /** @param assignments where it is kept which customer was answered by which model of an experiment; null for nowhere */
    public PredictHandler(
            Supplier<Lineup> current,
            Supplier<@Nullable AssignmentLog> assignments,
            ShadowScorer shadow,
            RequestBody body,
            Workers workers,
            Failures failures,
            ServingMetrics metrics,
            LiveDrift drift,
            Policies policies,
            Limits limits) {
        this.current = current;
        this.assignments = assignments;
        this.shadow = shadow;
        this.bodies = body;
        this.workers = workers;
        this.failures = failures;
        this.metrics = metrics;
        this.drift = drift;
        this.policies = policies;
        this.limits = limits;
        this.json = RowsReader.json(limits);
        this.events = new EventBody(json, limits, policies.customerId());
        this.lenient = policies.lenient();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        int reasons = reasons(exchange);
        if (reasons < 0) {
            failures.answer(
                    exchange,
                    Problem.of(
                            StatusCodes.BAD_REQUEST,
                            "bad-parameter",
                            "Parameter 'explain' is not a whole number from 0 to " + MOST_REASONS + ".",
                            "Ask for that many reasons a row, such as ?explain=3."));
            return;
        }
        String outcome = outcome(exchange);
        if (outcome != null && !outcome.equals(CHURN)) {
            String other = current.get().champion().outcome().name();
            if (!outcome.equals(other)) {
                failures.answer(
                        exchange,
                        Problem.of(
                                StatusCodes.BAD_REQUEST,
                                "bad-parameter",
                                "Parameter 'outcome' is neither " + CHURN + " nor " + other + ".",
                                "Ask with one of the two, or leave it out."));
                return;
            }
        }
        bodies.read(exchange, (read, bytes, length) -> {
            boolean hasEvents = current.get().champion().maker() != null && EventBody.mayBe(bytes, length);
            if (length <= SMALL && reasons == 0 && !hasEvents) {
                answer(read, bytes, length, reasons, outcome);
            } else {
                workers.run(read, () -> answer(read, bytes, length, reasons, outcome));
            }
        });
    }

    private void answer(HttpServerExchange exchange, byte[] bytes, int length, int reasons, @Nullable String outcome)
            throws IOException {
        // The same models for the whole request, whatever is loaded meanwhile.
        Lineup lineup = current.get();
        ServedModel model = lineup.champion();
        ModelHeaders.put(exchange, model);
        ByteArrayBuilder out = new ByteArrayBuilder(Math.max(500, Math.min(length, 1 << 16)));
        RowErrors errors;
        RowAnswers rows;
        Body body;
        ServedRows served = drift.begin(model);
        try (JsonGenerator generator = json.createGenerator(out)) {
            body = new Body(bytes, length, made(bytes, length, model));
            RowsReader reader = new RowsReader(model, policies, limits);
            AnswerWriter answer = new AnswerWriter(
                    generator,
                    model,
                    outcome == null ? model.isConversion() : !outcome.equals(CHURN),
                    lineup.experiment() != null,
                    reader::isList);
            rows = new RowAnswers(lineup, reader, answer, reasons, metrics, served, challenged(lineup, reader, body));
            errors = reader.read(json, body.rows(), body.end(), model.work(), work -> {
                rows.row(work);
                if (out.size() > limits.answerBytes()) {
                    throw new RowsReader.Unreadable(answerTooLarge(rows.rows()));
                }
            });
            answer.end();
        } catch (RowsReader.Unreadable e) {
            metrics.invalid(e.problem().status());
            failures.answer(exchange, e.problem());
            return;
        }
        if (!errors.isEmpty()) {
            metrics.invalid(StatusCodes.BAD_REQUEST);
            failures.answer(exchange, errors.problem());
            return;
        }
        exchange.putAttachment(Exchanges.ROWS, rows.rows());
        if (out.size() > SMALL && !bodies.budget().hold(exchange, out.size())) {
            failures.answer(exchange, Problem.busy("too many large answers are being read"));
            return;
        }
        drift.answered(served);
        rows.name(exchange);
        Exchanges.json(exchange, out.toByteArray());
        rows.answered(assignments.get());
        if (lineup.shadow() != null) {
            shadow.offer(lineup, rows.byChampion(), by -> scores(by, body, rows.rows()), body.held());
        }
    }

    /**
     * What was sent, and what the champion reads.
     *
     * @param made the rows that the champion's maker made of customers with events; null for rows as they were sent
     */
    private record Body(byte[] sent, int length, EventBody.@Nullable Made made) {

        byte[] rows() {
            return made == null ? sent : made.bytes();
        }

        int end() {
            return made == null ? length : made.bytes().length;
        }

        long held() {
            return sent.length + (made == null ? 0L : made.bytes().length);
        }
    }

    /** Rows that a model's own maker makes of customers with events; null if there are none, or it has no maker. */
    private EventBody.@Nullable Made made(byte[] bytes, int length, ServedModel by) throws RowsReader.Unreadable {
        RowMaker maker = by.maker();
        return maker != null && EventBody.mayBe(bytes, length) ? events.rows(bytes, length, by, maker) : null;
    }

    /** The same for a model beside the champion: it takes the champion's rows only if it has no maker of its own. */
    private EventBody.@Nullable Made madeAnew(Body body, ServedModel by) throws RowsReader.Unreadable {
        return body.made() == null ? null : made(body.sent(), body.length(), by);
    }

    /** What a shadow gives rows that were answered. */
    private double[] scores(ServedModel by, Body body, int rows) throws RowsReader.Unreadable {
        double[] scores = new double[rows];
        Arrays.fill(scores, Double.NaN);
        EventBody.Made own;
        try {
            own = madeAnew(body, by);
        } catch (RowsReader.Unreadable e) {
            return scores; // events that it does not take make no rows that fit
        }
        byte[] given = own == null ? body.rows() : own.bytes();
        int end = own == null ? body.end() : given.length;
        new RowsReader(by, lenient, limits)
                .read(json, given, end, by.work(), work -> scores[work.index()] = work.probability());
        return scores;
    }

    /** What reads rows for a challenger: whatever the champion takes is scored, if it can be. */
    private RowAnswers.@Nullable Challenged challenged(Lineup lineup, RowsReader reader, Body body) {
        Experiment experiment = lineup.experiment();
        if (experiment == null) {
            return null;
        }
        // Both have the same columns: what a row leaves out, the champion lets it leave out.
        RowsReader anew = new RowsReader(experiment.challenger(), lenient, limits).imputing();
        EventBody.Made own;
        try {
            own = madeAnew(body, experiment.challenger());
        } catch (RowsReader.Unreadable e) {
            return null; // events that it does not take: no customer of the request takes part, of either arm
        }
        reader.marking();
        return own == null
                ? new RowAnswers.Challenged(anew, json, body.rows(), body.end(), null)
                : new RowAnswers.Challenged(anew, json, own.bytes(), own.bytes().length, own.starts());
    }

    private Problem answerTooLarge(int rows) {
        return Problem.of(
                StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                "answer-too-large",
                "The answer is larger than " + limits.answerBytes() + " bytes after " + rows + " rows.",
                "Send fewer rows in one request, or ask for fewer reasons.");
    }

    /** The form that a request asks for, whatever it says; null if it leaves that to the server. */
    private static @Nullable String outcome(HttpServerExchange exchange) {
        if (exchange.getQueryString().isEmpty()) {
            return null;
        }
        @Nullable Deque<String> values = exchange.getQueryParameters().get("outcome");
        return values == null ? null : values.getFirst();
    }

    /** How many reasons a row are asked for; −1 if that is no number. */
    private static int reasons(HttpServerExchange exchange) {
        if (exchange.getQueryString().isEmpty()) {
            return 0;
        }
        @Nullable Deque<String> values = exchange.getQueryParameters().get("explain");
        if (values == null) {
            return 0;
        }
        try {
            int reasons = Integer.parseInt(values.getFirst());
            return reasons > MOST_REASONS ? -1 : reasons;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
