package io.github.churnml.cli;

import io.github.churnml.data.read.TableRows;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.experiment.ExperimentPlan;
import io.github.churnml.registry.experiment.ExperimentReading;
import io.github.churnml.registry.experiment.OutcomeColumns;
import io.github.churnml.registry.experiment.ReadingOptions;
import io.github.churnml.registry.experiment.ReadingOptionsBuilder;
import io.github.churnml.report.experiment.ReadingPage;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainYaml;
import io.github.churnml.settings.YamlFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn experiment read}: what an experiment says so far. */
@Command(
        name = "read",
        description = "Says what an experiment has shown so far, and what is to be done; looking every day is safe.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Customers are read once their horizon has passed since they were first exposed. If they were not divided",
            "as stated, nothing is told of the models, and the command exits with 4.",
            "",
            "Examples:",
            "  churn experiment read --log assignments.jsonl --outcomes outcomes.csv --plan plan.json --as-of 2026-12-31",
            "  churn experiment read --log a.jsonl --outcomes o.csv --at left_at --horizon 60d --as-of 2026-12-31 --json",
            "  churn experiment read --log a.jsonl --outcomes left.csv --only-positive --at left_at --as-of 2026-12-31",
            "  churn experiment read --log a.jsonl --outcomes o.csv --plan plan.json --as-of 2026-12-31 --html read.html"
        })
final class ExperimentReadCommand extends Subcommand {

    @Option(
            names = "--log",
            paramLabel = "FILE",
            required = true,
            description = "The assignment log; older files with numbers behind its name are read, too.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    Path log;

    @Option(
            names = "--outcomes",
            paramLabel = "FILE",
            description =
                    "The table of what became of customers, one row each, in any format that is read; --jdbc names a"
                            + " database instead.")
    @Nullable
    InputFile outcomes;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            required = true,
            description = "Up to when outcomes are known: a time, or a day, of which it is the end (UTC).")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    String asOf;

    @Option(names = "--plan", paramLabel = "FILE", description = "The plan that churn experiment plan --out wrote.")
    @Nullable
    InputFile plan;

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = "Which experiment of the log. Default: the only one.")
    @Nullable
    String experiment;

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            defaultValue = "customer_id",
            description = "The outcomes' column with the customer's id. Default: ${DEFAULT-VALUE}.")
    String id = "customer_id";

    @Option(
            names = "--outcome",
            paramLabel = "COLUMN",
            description = "The column that says whether it happened. Default: churned.")
    @Nullable
    String outcome;

    @Option(
            names = "--positive",
            paramLabel = "LABEL",
            description = "The label that means it happened. Default: worked out.")
    @Nullable
    String positive;

    @Option(
            names = "--only-positive",
            description = "The table lists only those to whom it happened; of all others it did not.")
    boolean onlyPositive;

    @Option(
            names = "--at",
            paramLabel = "COLUMN",
            description =
                    "The column that says when it happened. Default: none, each outcome is final for the horizon.")
    @Nullable
    String at;

    @Option(
            names = "--value",
            paramLabel = "COLUMN",
            description = "The column of an amount to compare, too, such as profit within the horizon.")
    @Nullable
    String value;

    @Option(
            names = "--value-effect",
            paramLabel = "SIZE",
            description = "The smallest gain of the amount per customer that matters, as it was planned.")
    @Nullable
    Double valueEffect;

    @Option(
            names = "--value-decides",
            description = "The recommendation is about the amount. Default: about the rate, or as the plan says.")
    boolean valueDecides;

    @Option(
            names = "--effect",
            paramLabel = "SIZE",
            description = "The smallest gain of the rate that matters, as it was planned. Default: 0.02.")
    @Nullable
    Double effect;

    @Option(
            names = "--tau",
            paramLabel = "SIZE",
            description = "The size of gains for which the test is best, decided beforehand. Default: the effect.")
    @Nullable
    Double tau;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            description = "The share of customers who get the challenger, as it was set. Default: 0.5.")
    @Nullable
    Double share;

    @Option(
            names = "--alpha",
            paramLabel = "SHARE",
            description = "How often a difference may be told where there is none, over all looks. Default: 0.05.")
    @Nullable
    Double alpha;

    @Option(
            names = "--horizon",
            paramLabel = "LENGTH",
            description = "How long after exposure an outcome counts, such as 30d. Default: 30d.")
    @Nullable
    String horizon;

    @Option(
            names = "--cycle",
            paramLabel = "LENGTH",
            description = "For how long customers come before anything but harm is told. Default: 30d.")
    @Nullable
    String cycle;

    @Option(
            names = "--higher-is-better",
            description = "More of the outcome is wanted, as of conversions. Default: less is, as of churn.")
    boolean higherIsBetter;

    @Mixin
    final PageFlags page = new PageFlags();

    @Option(names = "--out", paramLabel = "FILE", description = "A JSON file to write the reading to. Default: none.")
    @Nullable
    ResultFile out;

    @Mixin
    final ReadFlags reading = new ReadFlags();

    /** As of how many earlier days a page reads the experiment again. */
    private static final int MOST_LOOKS = 12;

    private boolean alarm;

    ExperimentReadCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Path table = reading.required(outcomes, "--outcomes", surroundings);
        noticed(reading);
        if (out != null) {
            out.refuseOver(log, "assignment log that is read");
            out.refuseOver(outcomes, "table that is read");
            out.refuseOver(plan, "plan that is read");
        }
        page.refuseSame(out);
        page.refuseOver(log, "assignment log that is read");
        page.refuseOver(outcomes, "table that is read");
        page.refuseOver(plan, "plan that is read");
        ReadingOptions options = options();
        ExperimentReading found;
        try (TableRows rows = TableRows.open(table, reading.options())) {
            found = ExperimentReading.of(log, rows, options);
        }
        alarm = found.isAlarm();
        if (out != null) {
            byte[] json = JsonText.of(found.toMap()).getBytes(StandardCharsets.UTF_8);
            out.write(stream -> stream.write(json));
        }
        page.write(() -> ReadingPage.of(found, options, earlier(found, options, table)));
        answer(found::toMap, () -> ExperimentReport.text(found, options, out) + (common.quiet ? "" : page.told()));
    }

    /** The experiment as of earlier days, evenly from the first customer's outcome on, for the page. */
    private List<ExperimentReading> earlier(ExperimentReading found, ReadingOptions options, Path table) {
        List<ExperimentReading> looks = new ArrayList<>();
        Instant first = found.from().plus(options.horizon());
        long days = Duration.between(first, options.asOf()).toDays();
        if (found.isAlarm() || days < 1) {
            return looks;
        }
        long looked = Math.min(MOST_LOOKS, days);
        for (long i = 0; i < looked; i++) {
            Instant day = options.asOf().minus(Duration.ofDays(days * (looked - i) / looked));
            try (TableRows rows = TableRows.open(table, reading.options())) {
                looks.add(ExperimentReading.of(log, rows, options.withAsOf(day)));
            } catch (DataException e) {
                continue; // nobody can be read as of then
            }
        }
        return looks;
    }

    /** What is found may be that nothing can be told. */
    @Override
    int exitCode() {
        return alarm ? Failure.FOUND : 0;
    }

    private ReadingOptions options() {
        ReadingOptionsBuilder builder =
                ReadingOptions.asOf(moment(asOf)).experiment(experiment).columns(columns());
        if (plan != null) {
            ExperimentPlan planned = ExperimentPlan.of(PlainYaml.settings(
                    YamlFile.text(plan.path(), "The plan", "Maybe write it with churn experiment plan --out."),
                    Blame.configuration(plan.path())));
            refuseBesidePlan(planned);
            builder.plan(planned);
        }
        if (effect != null) {
            builder.effect(effect);
        }
        if (tau != null) {
            builder.tau(tau);
        }
        if (share != null) {
            builder.challengerShare(share);
        }
        if (alpha != null) {
            builder.alpha(alpha);
        }
        if (horizon != null) {
            builder.horizon(ExperimentPlanFlags.length("--horizon", horizon));
        }
        if (cycle != null) {
            builder.cycle(ExperimentPlanFlags.length("--cycle", cycle));
        }
        if (valueEffect != null) {
            requireValue("--value-effect");
            builder.amountEffect(valueEffect);
        }
        if (valueDecides) {
            requireValue("--value-decides");
            builder.amountDecides(true);
        }
        if (higherIsBetter) {
            builder.higherIsBetter(true);
        }
        return builder.build();
    }

    private void requireValue(String option) {
        if (value == null) {
            throw new ConfigurationException(
                    "Option " + option + " is given without --value.",
                    "Maybe add --value with the column of the amount.",
                    Where.nowhere());
        }
    }

    /** What was planned is not to be chosen again when the data are there. */
    private void refuseBesidePlan(ExperimentPlan planned) {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--effect", effect != null && planned.isRate());
        given.put("--tau", tau != null && planned.isRate());
        given.put("--value-effect", valueEffect != null && !planned.isRate());
        given.put("--share", share != null);
        given.put("--alpha", alpha != null);
        given.put("--horizon", horizon != null);
        given.put("--cycle", cycle != null);
        given.put("--higher-is-better", higherIsBetter && planned.isRate());
        given.forEach((option, isGiven) -> {
            if (isGiven) {
                throw new ConfigurationException(
                        "Option " + option + " is given beside --plan, which says it.",
                        "Maybe leave it out: what was planned is not chosen again when the data are there.",
                        Where.nowhere());
            }
        });
    }

    private OutcomeColumns columns() {
        if (onlyPositive && outcome == null) {
            return new OutcomeColumns(id, null, null, at, value, true);
        }
        return new OutcomeColumns(id, outcome == null ? "churned" : outcome, positive, at, value, onlyPositive);
    }

    private static Instant moment(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new ConfigurationException(
                    "Option --as-of holds " + Wording.value(text) + " where a time is required.",
                    "Maybe write 2026-12-31 or 2026-12-31T12:00:00Z.",
                    Where.nowhere(),
                    e);
        }
    }
}
