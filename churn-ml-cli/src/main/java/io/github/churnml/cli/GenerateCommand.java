package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;

import io.github.churnml.data.synthetic.SyntheticCustomers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code churn generate}: made-up customers of a subscription business, any number of them. */
@Command(
        name = "generate",
        description = "Makes up customers of a subscription business; about 22 %% of them leave, by a known law.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "The same rows and seed give the same file everywhere. The target is 'churned'.",
            "",
            "Examples:",
            "  churn generate --out customers.csv",
            "  churn generate --rows 1000000 --seed 7 --out large.csv"
        })
final class GenerateCommand extends Subcommand {

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "8000",
            description = "How many. Default: ${DEFAULT-VALUE}.")
    long rows;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Which ones. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The CSV file to write.")
    @SuppressWarnings("NullAway.Init") // required
    Path out;

    GenerateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        try (ProgressLine progress = progress()) {
            new SyntheticCustomers(rows, seed).writeCsv(out, progress);
        }
        if (common.json || !common.quiet) {
            answer(this::json, this::text);
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

    private String text() {
        return "Written: " + out + ", " + count(rows) + " rows from seed " + seed + "\n\nNext: churn train --data "
                + out + " --target churned\n";
    }
}
