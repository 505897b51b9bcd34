package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;

import io.github.churnml.data.synthetic.SyntheticCustomers;
import io.github.churnml.data.synthetic.SyntheticEvents;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code churn generate}: made-up customers of a subscription business, any number of them, as one table or as raw events. */
@Command(
        name = "generate",
        description = "Makes up customers of a subscription business; about 22 %% of them leave, by a known law.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "The same rows and seed give the same file everywhere. The target is 'churned'.",
            "With --events it is three raw files without a target: customers.csv, prospects.csv and usage.csv.",
            "",
            "Examples:",
            "  churn generate --out customers.csv",
            "  churn generate --rows 1000000 --seed 7 --out large.csv",
            "  churn generate --events --out raw/",
            "  churn generate --events --rows 1000000 --events-per-customer 8 --out large/"
        })
final class GenerateCommand extends Subcommand {

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "8000",
            description = "How many rows, or customers with --events. Default: ${DEFAULT-VALUE}.")
    long rows;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Which ones. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The CSV file to write, or with --events the folder of three.")
    @SuppressWarnings("NullAway.Init") // required
    ResultFile out;

    @Option(
            names = "--events",
            description =
                    "Raw files instead of a table: customers, prospects, and a log of what both did in two years.")
    boolean events;

    @Option(
            names = "--events-per-customer",
            paramLabel = "N",
            description = "With --events: about how many events a customer has. Default: 40.")
    @Nullable
    Double eventsPerCustomer;

    GenerateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        if (events) {
            writeEvents();
            return;
        }
        if (eventsPerCustomer != null) {
            throw new ConfigurationException(
                    "--events-per-customer " + Wording.value(eventsPerCustomer) + " was given without --events.",
                    "Maybe add --events, or leave it out.",
                    Where.nowhere());
        }
        try (ProgressLine progress = progress()) {
            SyntheticCustomers customers = new SyntheticCustomers(rows, seed);
            out.through(file -> customers.writeCsv(file, progress));
        }
        if (common.json || !common.quiet) {
            answer(this::json, this::text);
        }
    }

    private void writeEvents() {
        double mean = eventsPerCustomer == null ? SyntheticEvents.USUAL_EVENTS : eventsPerCustomer;
        SyntheticEvents.Written written;
        try (ProgressLine progress = progress()) {
            written = new SyntheticEvents(rows, seed, mean).writeCsv(out.folder(), progress);
        }
        if (common.json || !common.quiet) {
            answer(() -> json(written), () -> text(written));
        }
    }

    private Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", out.toString());
        document.put("rows", rows);
        document.put("seed", seed);
        document.put("target", "churned");
        return document;
    }

    private Map<String, Object> json(SyntheticEvents.Written written) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("folder", out.toString());
        document.put("customers", written.customers());
        document.put("prospects", written.prospects());
        document.put("events", written.events());
        document.put("seed", seed);
        return document;
    }

    private String text() {
        return "Written: " + out + ", " + count(rows) + " rows from seed " + seed + "\n\nNext: churn train --data "
                + out + " --target churned\n";
    }

    private String text(SyntheticEvents.Written written) {
        return "Written to " + out + " from seed " + seed + ": " + SyntheticEvents.CUSTOMERS_FILE + " ("
                + count(written.customers()) + " rows), " + SyntheticEvents.PROSPECTS_FILE + " ("
                + count(written.prospects()) + "), " + SyntheticEvents.USAGE_FILE + " (" + count(written.events())
                + ")\n";
    }
}
