package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How rows are divided, on a log of 60 customers with five months each. */
class SplitCommandTest {

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void log() {
        StringBuilder csv = new StringBuilder("customer_id,month,visits,churned\n");
        for (int row = 0; row < 300; row++) {
            int customer = 1000 + row / 5;
            csv.append(customer)
                    .append(",2026-0")
                    .append(1 + row % 5)
                    .append("-01,")
                    .append(row * 37 % 23)
                    .append(',');
            csv.append(customer % 3 == 0 ? "Yes\n" : "No\n");
        }
        log = Cli.write(folder.resolve("log.csv"), csv.toString());
    }

    @Test
    void train_repeatedCustomers_areDividedByCustomerAndSaysSo() {
        Cli.Result result = train();

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "Column 'customer_id' names some customers in several rows.",
                        "all rows with the same 'customer_id' on one side");
    }

    @Test
    void train_splitGivenAsOption_isTaken() {
        assertThat(train("--split", "stratified").out()).contains("Maybe state split: {grouped: {by: customer_id}}.");
        assertThat(train("--split", "grouped=customer_id", "--force").out())
                .contains("all rows with the same 'customer_id' on one side");
        assertThat(train("--split", "time=month:20d", "--force").out())
                .contains("the latest rows by 'month' held out after a gap of 20 days");
        assertThat(train("--set", "split.time.by=month", "--force").out())
                .contains("the latest rows by 'month' held out");
    }

    @Test
    void train_splitThatCannotBe_isRefused() {
        assertThat(train("--split", "grouped=customer").err()).contains("There is no column 'customer'.");
        assertThat(train("--split", "groups=a").err()).contains("Key 'split.groups' is not known.");
        assertThat(train("--split", "grouped").err()).contains("Key 'split' holds (grouped) without a column");
        assertThat(train("--split", "time=month:20").err()).contains("Maybe 20d was meant.");
        assertThat(train("--split", "time=visits").err()).contains("where a date is required");
    }

    private Cli.Result train(Object... more) {
        return Cli.train(log, "churned", folder.resolve("out"), more);
    }
}
