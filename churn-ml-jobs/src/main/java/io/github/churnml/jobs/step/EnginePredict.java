package io.github.churnml.jobs.step;

import io.github.churnml.decide.RiskTier;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.jobs.step.StepResult.StepFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The step that scores on an engine where the table lies, such as Spark, and leaves it there with its scores: a folder {@code
 * run=…} for each run, which is replaced where the run is done again. No row comes to this machine. Immutable.
 */
public final class EnginePredict implements StepWork {

    private static final String ENGINE = "engine";

    private final String engine;
    private final Place table;
    private final boolean isPath;
    private final String format;
    private final Place to;
    private final int reasons;

    private EnginePredict(String engine, Place table, boolean isPath, String format, Place to, int reasons) {
        this.engine = engine;
        this.table = table;
        this.isPath = isPath;
        this.format = format;
        this.to = to;
        this.reasons = reasons;
    }

    /**
     * Of files, without reasons.
     *
     * @param engine such as {@code spark}
     * @param from the path, as the engine takes it
     * @param format such as {@code parquet}
     * @param to the folder with a folder for each run, as the engine takes it
     * @return the work
     */
    public static EnginePredict ofPath(String engine, String from, String format, String to) {
        return new EnginePredict(engine, new Place(from), true, format, new Place(to), 0);
    }

    /**
     * Of a table of the engine's catalog, without reasons.
     *
     * @param engine such as {@code spark}
     * @param table such as {@code crm.customers}
     * @param to the folder with a folder for each run, as the engine takes it
     * @return the work
     */
    public static EnginePredict ofTable(String engine, String table, String to) {
        return new EnginePredict(engine, new Place(table), false, "", new Place(to), 0);
    }

    /**
     * How many reasons a row has at most. Default: none, as they cost many times what a probability does.
     *
     * @param most how many, 0 to 100
     * @return changed
     * @throws ConfigurationException if it is not
     */
    public EnginePredict reasons(int most) {
        Predict.standard().reasons(most); // has the same bounds
        return new EnginePredict(engine, table, isPath, format, to, most);
    }

    @Override
    public String kind() {
        return "predict";
    }

    @Override
    public List<Place> places() {
        return List.of(table, to);
    }

    @Override
    public Set<String> needs() {
        return Set.of(Workspace.MODEL);
    }

    @Override
    public Set<String> gives() {
        return Set.of(Workspace.SCORES);
    }

    @Override
    public StepResult run(Workspace run) throws InterruptedException {
        Workspace.Given model = run.given(Workspace.MODEL, "model");
        ScoringEngine.Scored scored = find(engine)
                .score(new ScoringEngine.Request(
                        model.path(),
                        run.fill(table),
                        isPath,
                        format,
                        run.fill(to),
                        run.context().run(),
                        reasons));
        // Kept in the run's folder and not in its record, as what a variable holds is in no record.
        Path file = run.folder().resolve("scores.txt");
        byte[] where = (engine + "\n" + scored.place() + "\n").getBytes(StandardCharsets.UTF_8);
        OutputFile.write(file, out -> out.write(where));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(ENGINE, engine);
        facts.put(Workspace.ROWS, String.valueOf(scored.rows()));
        facts.put(Predict.REASONS_KEY, String.valueOf(reasons));
        if (scored.rows() > 0) {
            facts.put(Predict.MEAN, String.valueOf(scored.mean()));
            facts.put(Predict.POSITIVE, String.valueOf((double) scored.predicted() / scored.rows()));
        }
        for (RiskTier tier : RiskTier.values()) {
            facts.put(
                    "tier_" + tier.label().toLowerCase(Locale.ROOT),
                    String.valueOf(scored.tiers().getOrDefault(tier, 0L)));
        }
        return new StepResult(
                List.of(new StepFile(Workspace.TABLE, run.shown(table), "", scored.rows()), model.file()),
                List.of(
                        run.file(Workspace.SCORES, file, scored.rows()),
                        new StepFile(
                                "stored",
                                run.shown(to) + "/run=" + run.context().run(),
                                "",
                                scored.rows())),
                facts,
                List.of(),
                Optional.empty());
    }

    /** The drift of a table that an earlier step scored on its engine. */
    static DriftReport drift(Workspace.Given scores, Workspace.Given model, DriftSettings settings)
            throws InterruptedException {
        List<String> where;
        try {
            where = Files.readAllLines(scores.path(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DataException(
                    "The file " + Wording.path(scores.path()) + " cannot be read.",
                    "Maybe it was moved or deleted.",
                    Where.in(scores.path()),
                    e);
        }
        return find(where.get(0)).drift(model.path(), where.get(1), settings);
    }

    private static ScoringEngine find(String name) {
        List<String> there = new ArrayList<>();
        for (ScoringEngine engine : ServiceLoader.load(ScoringEngine.class)) {
            if (engine.name().equals(name)) {
                return engine;
            }
            there.add(engine.name());
        }
        throw new ConfigurationException(
                "The engine " + Wording.name(name) + " is not on the class path"
                        + (there.isEmpty() ? "." : ", which has " + Wording.names(there) + "."),
                "Maybe add io.github.churnml:churn-ml-" + name
                        + ", and run the job where the engine is: see docs/jobs.md.",
                Where.nowhere());
    }
}
