package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.churnml.ChurnModel;
import io.github.churnml.data.read.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code churn evaluate --lead-time}: how long before they left leavers are found. */
class LeadTimeTest {

    private static final String[] MONEY = {
        "--value", "40", "--months", "12", "--contact-cost", "1", "--offer-cost", "20", "--acceptance", "0.3"
    };

    @TempDir
    Path folder;

    /** The customers with more columns, given by row. */
    private Path table(String names, IntFunction<String> more) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Cli.customers()));
        for (int i = 1; i < lines.size(); i++) {
            lines.set(i, lines.get(i) + "," + (lines.get(i).endsWith(",Yes") ? more.apply(i) : none(names)));
        }
        lines.set(0, lines.get(0) + "," + names);
        return Files.write(folder.resolve("table.csv"), lines);
    }

    private static String none(String names) {
        return names.contains(",") ? "," : "";
    }

    private static int days(int row) {
        return row * 7 % 120;
    }

    private Cli.Result evaluate(Path table, Object... more) {
        return Cli.run(Stream.concat(Stream.of("evaluate", "--model", Cli.model(), "--data", table), Stream.of(more))
                .toArray());
    }

    @Test
    void leadTime_ofDays_countsLeaversInTime_andWhatIsEarned() throws IOException {
        Path table = table("days_left", row -> String.valueOf(days(row)));
        Object[] options = Stream.concat(Stream.of("--lead-time", "days_left", "--json"), Arrays.stream(MONEY))
                .toArray();
        JsonNode evaluation = evaluate(table, options).json();
        JsonNode lead = evaluation.get("lead_time");

        List<String> lines = Files.readAllLines(Cli.customers());
        double[] probabilities = ChurnModel.load(Cli.model())
                .scorer()
                .score(Tables.readCsv(Cli.customers()))
                .probabilities();
        int[] contacted = IntStream.rangeClosed(1, probabilities.length)
                .filter(row -> probabilities[row - 1] >= 0.5)
                .toArray();
        int[] found = Arrays.stream(contacted)
                .filter(row -> lines.get(row).endsWith(",Yes"))
                .toArray();
        assertThat(found.length).isGreaterThan(20);
        assertThat(lead.get("leavers_contacted").intValue()).isEqualTo(found.length);
        assertThat(lead.get("leavers").intValue()).isEqualTo((int)
                lines.stream().filter(line -> line.endsWith(",Yes")).count());
        for (int i = 0; i < LeadTime.NEEDS.length; i++) {
            int need = LeadTime.NEEDS[i];
            JsonNode of = lead.get("needs").get(i);
            long inTime = Arrays.stream(found).filter(row -> days(row) >= need).count();
            // Of 480 a leaver in time brings 0.3 x (480 - 20), and a stayer takes the offer of 20.
            double earned = inTime * 0.3 * 460 - (contacted.length - found.length) * 20 - contacted.length;
            assertThat(of.get("days").intValue()).isEqualTo(need);
            assertThat(of.get("leavers_in_time").longValue()).isEqualTo(inTime);
            assertThat(of.get("profit").doubleValue()).isCloseTo(earned / probabilities.length, within(1e-9));
        }
        assertThat(lead.get("needs").get(0).get("profit").doubleValue())
                .isCloseTo(evaluation.get("profit").doubleValue(), within(1e-9));
        assertThat(evaluate(table, "--lead-time", "days_left").out())
                .contains("\nLead time: " + found.length + " of ")
                .contains("  90 days ")
                .doesNotContain("brings per customer");
    }

    @Test
    void leadTime_ofDates_isThatOfTheDaysBetween() throws IOException {
        JsonNode days = evaluate(
                        table("days_left", row -> String.valueOf(days(row))), "--lead-time", "days_left", "--json")
                .json()
                .get("lead_time");
        LocalDate snapshot = LocalDate.of(2026, 1, 31);
        Path dated = table("snapshot,left_on", row -> snapshot + "," + snapshot.plusDays(days(row)));
        JsonNode dates = evaluate(dated, "--lead-time", "left_on", "--as-of", "snapshot", "--json")
                .json()
                .get("lead_time");
        assertThat(dates.get("needs")).isEqualTo(days.get("needs"));
        assertThat(dates.get("median_days")).isEqualTo(days.get("median_days"));
        assertThat(dates.get("as_of").textValue()).isEqualTo("snapshot");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            days_left;'';--lead-time days_left;have a gap and 0 left before the day of their row
            days_left;-3;--lead-time days_left;left before the day of their row; the first is row
            days_left;soon;--lead-time days_left;(soon)
            days_left;3;--lead-time days_letf;Maybe 'days_left' was meant.
            days_left;3;--lead-time tenure_months;by which the model scores
            days_left;3;--as-of days_left;Option --as-of is given without --lead-time
            """)
    void leadTime_thatIsNone_isRefusedWithAWayOut(String name, String value, String options, String message)
            throws IOException {
        Cli.Result refused = evaluate(table(name, row -> value), (Object[]) options.split(" "));
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains(message).contains("Maybe ");
    }

    @Test
    void evaluate_ofATableWithoutTheModelsValues_leavesMoneyAsideAndSaysSo() throws IOException {
        Path out = folder.resolve("artifacts");
        Path rich = table("worth", row -> "100");
        List<String> lines = new ArrayList<>(Files.readAllLines(rich));
        lines.replaceAll(line -> line.endsWith(",") ? line + "50" : line);
        Files.write(rich, lines);
        Cli.Result trained = Cli.train(
                rich,
                "churned",
                out,
                "--learner",
                "boosting",
                "--exclude",
                "worth",
                "--value",
                "worth",
                "--acceptance",
                "0.3");
        assertThat(trained.exit()).as(trained.err()).isZero();
        Path model = out.resolve("model.churn");
        assertThat(Cli.run("evaluate", "--model", model, "--data", rich, "--json")
                        .json()
                        .has("profit"))
                .isTrue();
        Cli.Result plain = Cli.run("evaluate", "--model", model, "--data", Cli.customers());
        assertThat(plain.exit()).as(plain.err()).isZero();
        assertThat(plain.out())
                .contains("note: The table has no column 'worth', which says what customers are worth to this model")
                .doesNotContain("Money per customer");
        assertThat(Cli.run("evaluate", "--model", model, "--data", Cli.customers(), "--value", "60")
                        .out())
                .contains("Money per customer");
        assertThat(Cli.run("evaluate", "--model", model, "--data", Cli.customers(), "--value", "worth")
                        .err())
                .contains("'worth'");
    }
}
