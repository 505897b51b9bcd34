package io.github.churnml.jobs.step;

import io.github.churnml.ChurnModel;
import io.github.churnml.RowScorer;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.jobs.rows.RowPipeline;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The step that scores: the table's columns as they are, with probability, decision, tier and reasons behind them, in a CSV file of the
 * run's folder. All cores work, and memory does not grow with the table. Immutable.
 */
public final class Predict implements StepWork {

    /** How many reasons a row has at most unless something else is said. */
    public static final int REASONS = 3;

    static final String SCORED_AT = "scored_at";
    static final String COLUMNS = "table_columns";
    static final String REASONS_KEY = "reasons";
    static final String MEAN = "mean_probability";
    static final String POSITIVE = "predicted_share";

    private final int reasons;
    private final @Nullable String table;
    private final Clock clock;

    private Predict(int reasons, @Nullable String table, Clock clock) {
        this.reasons = reasons;
        this.table = table;
        this.clock = clock;
    }

    /** {@return with {@value #REASONS} reasons a row, of the table that the steps before left} */
    public static Predict standard() {
        return new Predict(REASONS, null, Clock.systemUTC());
    }

    /**
     * How many reasons a row has at most; 0 for none, which is fastest. Default: {@value #REASONS}.
     *
     * @param most how many, 0 to 100
     * @return changed
     * @throws ConfigurationException if it is not
     */
    public Predict reasons(int most) {
        if (most < 0 || most > 100) {
            throw new ConfigurationException(
                    "The number of reasons " + Wording.value(most) + " is not from 0 to 100.",
                    "Maybe 3.",
                    Where.nowhere());
        }
        return new Predict(most, table, clock);
    }

    /**
     * The step whose table is scored. Default: that of features, or the only one that fetches.
     *
     * @param step the step's name
     * @return changed
     */
    public Predict table(String step) {
        return new Predict(reasons, step, clock);
    }

    /** Tells the time by another clock. */
    Predict clock(Clock other) {
        return new Predict(reasons, table, other);
    }

    Optional<String> tableStep() {
        return Optional.ofNullable(table);
    }

    @Override
    public String kind() {
        return "predict";
    }

    @Override
    public Set<String> needs() {
        return Set.of(Workspace.TABLE, Workspace.MODEL);
    }

    @Override
    public Set<String> gives() {
        return Set.of(Workspace.PREDICTIONS);
    }

    @Override
    public StepResult run(Workspace run) {
        Optional<StepResult> skipped = run.skipped(Optional.ofNullable(table));
        if (skipped.isPresent()) {
            return skipped.get();
        }
        Workspace.Given rows = run.table(Optional.ofNullable(table));
        Workspace.Given given = run.given(Workspace.MODEL, "model");
        ChurnModel model = Workspace.model(given);
        Path file = run.folder().resolve("predictions.csv");
        ScoredTotals totals = new ScoredTotals();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(SCORED_AT, clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
        OutputFile.write(file, out -> {
            ReadOptions options = Workspace.options(rows);
            try (TableRows table = TableRows.open(rows.path(), options)) {
                facts.put(COLUMNS, String.valueOf(table.header().size()));
                RowScorer scorer = model.scorer().forTable(rows.path(), options).forColumns(table.header());
                Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder());
                writer.write(ScoredRows.header(table.header(), model, reasons));
                new RowPipeline<ScoredRows>(chunk -> ScoredRows.of(chunk, scorer, model, reasons), scored -> {
                            totals.add(scored.totals());
                            writer.write(scored.text());
                        })
                        .run(table);
                writer.flush();
            }
        });
        facts.put(Workspace.ROWS, String.valueOf(totals.rows()));
        facts.put(REASONS_KEY, String.valueOf(reasons));
        facts.put(MEAN, String.valueOf(totals.mean()));
        facts.put(POSITIVE, String.valueOf(totals.positiveShare()));
        for (RiskTier tier : RiskTier.values()) {
            facts.put("tier_" + tier.label().toLowerCase(Locale.ROOT), String.valueOf(totals.of(tier)));
        }
        return new StepResult(
                List.of(rows.file(), given.file()),
                List.of(run.file(Workspace.PREDICTIONS, file, totals.rows())),
                facts,
                List.of(),
                Optional.empty());
    }
}
