package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code churn doctor}: what is wrong with a table is found, and what to do is said. */
class DoctorCommandTest {

    private static final String[] FAST = {"--set", "learner.trees=15"};

    @TempDir
    Path folder;

    @Test
    void cleanTable_nothingToDo_isSaid() {
        Cli.Result result = doctor(table(false, false));

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("600 customers, of whom ")
                .contains("\nNo column seems to know who left.\n")
                .contains("\nLeak test: outcomes shuffled 20 times reach a mean ROC-AUC of 0.")
                .contains("nothing has seen the rows that it is judged by.\n")
                .contains("  at random (as things stand)  0.")
                .endsWith("\nNothing to do: figures of this table can be believed.\n");
    }

    @Test
    void leakingColumn_isNamedAndStrictFails() {
        Cli.Result result = doctor(table(true, true), "--strict");

        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.out())
                .contains("\nSuspected leaks")
                .contains("\n  1. Ask of 'closing_reason' whether it is known while the customer is still there");
        assertThat(result.err()).contains("There is something to do: Ask of 'closing_reason'");
    }

    @Test
    void repeatedCustomersAtRandom_areToldToBeDividedByCustomer() {
        Path data = visits();
        Cli.Result random = doctor(data, "--split", "stratified");

        assertThat(random.exit()).as(random.err()).isZero();
        assertThat(random.out())
                .contains("something has seen the rows that it is judged by")
                .contains("Shuffled outcomes were learnt: rows of one customer stand on both sides. Divide by customer:"
                        + " --split grouped=customer_id.");

        Cli.Result json = doctor(data, "--json");
        JsonNode shuffled = json.json().path("shuffled_outcomes");
        assertThat(shuffled.path("learnt").asBoolean()).isFalse();
        assertThat(json.json()
                        .path("divisions")
                        .get(0)
                        .path("split")
                        .path("grouped")
                        .path("by")
                        .asText())
                .isEqualTo("customer_id");
        assertThat(json.json().path("divisions").get(1).path("split").asText()).isEqualTo("stratified");
        assertThat(json.json().path("divisions").get(1).path("roc_auc").asDouble())
                .isGreaterThan(
                        json.json().path("divisions").get(0).path("roc_auc").asDouble() + 0.08);
    }

    @Test
    void monthColumn_isAdvisedToBeJudgedInTime() {
        Cli.Result result = doctor(table(false, true));

        assertThat(result.out())
                .contains("  in time by 'month'")
                .contains("If 'month' says when a row was taken")
                .contains("--split time=month:30d");
    }

    private static Cli.Result doctor(Path data, String... more) {
        Object[] args = new Object[5 + FAST.length + more.length];
        args[0] = "doctor";
        args[1] = "--data";
        args[2] = data;
        args[3] = "--target";
        args[4] = "churned";
        System.arraycopy(FAST, 0, args, 5, FAST.length);
        System.arraycopy(more, 0, args, 5 + FAST.length, more.length);
        return Cli.run(args);
    }

    private Path table(boolean leaking, boolean dated) {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder text = new StringBuilder((dated ? "month," : "") + "spend,calls,closing_reason,churned\n");
        for (int i = 0; i < 600; i++) {
            int calls = random.nextInt(10);
            boolean left = random.nextInt(14) < calls;
            text.append(dated ? "2025-0" + (1 + i % 8) + "," : "")
                    .append(random.nextInt(50_000))
                    .append(',')
                    .append(calls);
            text.append(',').append(leaking && left ? "moved" : leaking ? "none" : i % 2 == 0 ? "a" : "b");
            text.append(',').append(left ? "Yes" : "No").append('\n');
        }
        return Cli.write(folder.resolve(leaking ? "leaking.csv" : "clean.csv"), text.toString());
    }

    /** Each of 150 customers has four rows and a height of its own, and left by the toss of a coin. */
    private Path visits() {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder text = new StringBuilder("customer_id,height,noise,churned\n");
        for (int customer = 0; customer < 150; customer++) {
            int height = random.nextInt(100_000);
            boolean left = random.nextInt(3) == 0;
            for (int visit = 0; visit < 4; visit++) {
                text.append("C")
                        .append(1000 + customer)
                        .append(',')
                        .append(height / 1000.0)
                        .append(',');
                text.append(random.nextInt(1000))
                        .append(',')
                        .append(left ? "Yes" : "No")
                        .append('\n');
            }
        }
        return Cli.write(folder.resolve("visits.csv"), text.toString());
    }
}
