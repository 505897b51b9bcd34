package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.Notice;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.metrics.Metric;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** {@code churn-spark train}: trains the pipeline of a YAML file on a table, and writes the model file. */
final class TrainProgram implements Program {

    private static final String USAGE = "train --table TABLE --config pipeline.yaml --out MODEL";
    private static final Set<String> FLAGS = Set.of("--in-given-order");
    private static final List<String> OPTIONS = List.of(
            "--table",
            "--path",
            "--format",
            "--config",
            "--out",
            "--order-by",
            "--in-given-order",
            "--sample",
            "--most-cells",
            "--zone",
            "--grow");

    private static final String EPOCH = "SOURCE_DATE_EPOCH";

    private final Instant created;
    private final CustomerTable customers;
    private final String configuration;
    private final String out;
    private final List<String> order;
    private final boolean inGivenOrder;
    private final OptionalLong sample;
    private final OptionalLong mostCells;
    private final ZoneId zone;
    private final TreesAt grow;

    private TrainProgram(Options options, Map<String, String> environment) {
        this.created = created(environment);
        this.customers = CustomerTable.of(options);
        this.configuration = options.required("--config");
        this.out = options.required("--out");
        this.order = options.names("--order-by");
        this.inGivenOrder = options.flag("--in-given-order");
        this.sample = options.whole("--sample");
        this.mostCells = options.whole("--most-cells");
        this.zone = options.zone("--zone");
        this.grow = grow(options);
        if (inGivenOrder && !order.isEmpty()) {
            throw new ConfigurationException(
                    "--order-by and --in-given-order are both given; one of them can hold.",
                    "Maybe leave out --in-given-order: rows are then sorted.",
                    Where.nowhere());
        }
        options.finish();
    }

    /** Reads what stands behind the command. */
    static TrainProgram of(List<String> arguments, Map<String, String> environment) {
        return new TrainProgram(new Options(arguments, USAGE, FLAGS, OPTIONS), environment);
    }

    private static TreesAt grow(Options options) {
        List<String> labels =
                Arrays.stream(TreesAt.values()).map(TreesAt::label).toList();
        String given = options.text("--grow").orElse(TreesAt.AUTO.label());
        if (!labels.contains(given)) {
            throw new ConfigurationException(
                    "--grow is " + Wording.value(given) + ", where auto, driver or executors is allowed.",
                    Wording.maybeNearest(given, labels),
                    Where.nowhere());
        }
        return TreesAt.values()[labels.indexOf(given)];
    }

    /** The time written into the model: now, or what SOURCE_DATE_EPOCH fixes, as for {@code churn train}. */
    private static Instant created(Map<String, String> environment) {
        String given = environment.getOrDefault(EPOCH, "").strip();
        try {
            return given.isEmpty() ? Instant.now() : Instant.ofEpochSecond(Long.parseLong(given));
        } catch (NumberFormatException | DateTimeException e) {
            throw new ConfigurationException(
                    "The environment variable " + EPOCH + " holds " + Wording.value(given)
                            + " where seconds since 1970 are required.",
                    "Maybe unset it.",
                    Where.nowhere(),
                    e);
        }
    }

    /** Trains, writes and says what came of it. */
    @Override
    public int run(SparkSession spark) {
        Configuration files = ClassicSession.of(spark).sessionState().newHadoopConf();
        ModelFiles.requirePlace(out, files);
        ChurnPipeline pipeline = ModelFiles.pipeline(configuration, files);
        requireOneModel(pipeline);
        ChurnTrainer trainer = ChurnTrainer.of(pipeline).inZone(zone);
        if (!order.isEmpty()) {
            trainer = trainer.orderedBy(
                    order.get(0), order.subList(1, order.size()).toArray(String[]::new));
        }
        if (inGivenOrder) {
            trainer = trainer.inGivenOrder();
        }
        if (sample.isPresent()) {
            trainer = trainer.sampled(sample.getAsLong());
        }
        if (mostCells.isPresent()) {
            trainer = trainer.withMostCells(mostCells.getAsLong());
        }
        List<String> told = new ArrayList<>();
        ChurnModel model = trainer.growing(grow, told::add)
                .fit(customers.read(spark), FitOptions.standard().withCreated(created));
        ModelFiles.replace("The model", model.toBytes(), out, files);
        Said.answer(said(model, told));
        return 0;
    }

    private static void requireOneModel(ChurnPipeline pipeline) {
        if (!pipeline.variants().isEmpty()) {
            throw new ConfigurationException(
                    "The pipeline has variants for segments of customers; one model is what this command trains.",
                    "Maybe leave variants out, or train by churn train on a file of the table.",
                    Where.nowhere());
        }
    }

    private String said(ChurnModel model, List<String> told) {
        StringBuilder text = new StringBuilder();
        text.append("Learnt from ")
                .append(Wording.count(model.manifest().rows()))
                .append(" customers of ")
                .append(customers.name())
                .append(".\n");
        told.forEach(sentence -> text.append(sentence).append('\n'));
        Evaluation evaluation = model.evaluation();
        text.append("Measured on ").append(evaluation.describes()).append(":\n");
        evaluation.metrics().forEach((metric, estimate) -> {
            if (metric == Metric.ROC_AUC || metric == Metric.LOG_LOSS) {
                text.append(String.format(Locale.ROOT, "  %s %.4f\n", metric.label(), estimate.value()));
            }
        });
        for (Notice notice : model.notices()) {
            text.append("Noticed: ").append(notice.message()).append('\n');
        }
        return text.append("Written: ").append(out).toString();
    }
}
