package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.Predictions;
import io.github.churnml.RowScorer;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn contact}: whom to call, as far as a budget goes. */
@Command(
        name = "contact",
        description =
                "Lists the customers whom it pays most to contact, best first, with what each is expected to bring"
                        + " and why.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "A contact is expected to bring  probability x acceptance x (value - offer cost)",
            "                                - (1 - probability) x offer cost - contact cost.",
            "Whom it is not expected to bring anything is not on the list, however large the budget.",
            "",
            "Examples:",
            "  churn contact --model artifacts/model.churn --data new.csv --budget 200 --out list.csv",
            "  churn contact --model artifacts/model.churn --data new.csv --spend 5000 --out list.csv --id customer_id \\",
            "    --value monthly_charge --months 12 --contact-cost 1 --offer-cost 10 --acceptance 0.3"
        })
final class ContactCommand extends Subcommand {

    private static final int REASONS = 3;

    @Mixin
    final ModelAndTable given = new ModelAndTable();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The CSV file to write, or - for standard output.")
    @SuppressWarnings("NullAway.Init") // required
    ResultFile out;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "The most customers to contact. Default: all whom it pays to contact.")
    @Nullable
    Long budget;

    @Option(
            names = "--spend",
            paramLabel = "AMOUNT",
            description = "The most to spend on contacts and on the offers that are expected to be accepted.")
    @Nullable
    Double spend;

    @Option(names = "--id", paramLabel = "COLUMN", description = "A column to copy, such as customer_id.")
    @Nullable
    String id;

    @Option(names = "--top", paramLabel = "K", description = "How many reasons to give. Default: " + REASONS + ".")
    int top = REASONS;

    @Mixin
    final MoneyFlags money = new MoneyFlags();

    @Mixin
    final ReadFlags reading = new ReadFlags();

    @Mixin
    final CsvFlags csv = new CsvFlags();

    ContactCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        given.locate(reading, surroundings);
        noticed(reading);
        TableOutput output = new TableOutput(out, given);
        output.refuseContradictions(common.json);
        require(budget == null || budget > 0, "--budget", budget, "1 contact or more", "Maybe 200 was meant.");
        require(
                spend == null || spend > 0 && spend < Double.POSITIVE_INFINITY,
                "--spend",
                spend,
                "an amount above 0",
                "Maybe 5000 was meant.");
        require(top >= 0, "--top", top, "0 reasons or more", "Maybe ask for " + REASONS + ".");
        ChurnModel loaded = given.load();
        CustomerValue value = money.required(loaded);
        ContactList list;
        try (ProgressLine progress = progress()) {
            ReadOptions options = reading.options();
            Dataset table = loaded.read(given.data, options.withProgress(progress));
            if (table.rows() == 0) {
                throw new DataException(
                        "The table has no customers to choose from.",
                        "Maybe another file was meant.",
                        Where.in(given.data));
            }
            double[] values = value.of(table, loaded.inputs());
            Predictions predictions = loaded.scorer().score(table);
            unknownLevels(predictions);
            list = new ContactList(value, predictions.probabilities(), values, budget, spend);
            try (TableRows rows = TableRows.open(
                    given.data, options.withProgress((stage, done, total) -> progress.at("explaining", done, total)))) {
                int copied = id == null ? -1 : ChosenRow.column(rows.header(), id, given.data);
                RowScorer scorer = loaded.scorer().forTable(given.data, options).forColumns(rows.header());
                int most = Math.min(top, loaded.scorer().explainedColumns().size());
                output.write(
                        surroundings,
                        new ContactTable(rows, scorer, loaded.outcome(), list, most, copied, csv)::writeTo);
                noticed(rows);
            }
        }
        say(output, list);
    }

    private void unknownLevels(Predictions predictions) {
        if (!common.quiet) {
            predictions.unknownLevels().forEach((column, count) -> surroundings
                    .err()
                    .println("churn: Column " + Wording.name(column)
                            + " holds a level that training never saw in "
                            + Wording.count(count, "row", "rows") + "; it was scored as unknown."));
        }
    }

    private void say(TableOutput output, ContactList list) {
        if (output.isStandardOutput()) {
            if (!common.quiet) {
                surroundings.err().print(text(list));
            }
        } else if (common.json || !common.quiet) {
            answer(() -> json(list), () -> text(list) + "Written: " + out + "\n");
        }
        surroundings.err().flush();
    }

    private Map<String, Object> json(ContactList list) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", out.toString());
        document.put("customers", list.customers());
        document.put("contacts", list.size());
        document.put("expected_gain", list.totalGain(list.size()));
        document.put("expected_cost", list.totalCost());
        document.put("worthwhile", list.worthwhile());
        document.put("expected_gain_worthwhile", list.totalGain(list.worthwhile()));
        document.put("expected_gain_everyone", list.totalGain(list.customers()));
        return document;
    }

    private static String text(ContactList list) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Contact %,d of %,d customers: expected to bring %,.2f beyond what they cost, which is %,.2f.%n",
                list.size(),
                list.customers(),
                list.totalGain(list.size()),
                list.totalCost()));
        text.append(String.format(
                Locale.ROOT,
                "  Calling everyone would bring %,.2f, calling no one 0.00.%n",
                list.totalGain(list.customers())));
        if (list.size() < list.worthwhile()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  Without a budget %,d contacts would pay, and bring %,.2f.%n",
                    list.worthwhile(),
                    list.totalGain(list.worthwhile())));
        } else if (list.size() == 0) {
            text.append("  No contact pays at these costs; the list is empty.\n");
        } else {
            text.append("  The list ends where a contact would bring nothing.\n");
        }
        return text.toString();
    }

    private static void require(boolean good, String option, @Nullable Object value, String allowed, String maybe) {
        if (!good) {
            throw new ConfigurationException(
                    "Option " + option + " is " + Wording.value(value) + " where " + allowed + " is required.",
                    maybe,
                    Where.nowhere());
        }
    }
}
