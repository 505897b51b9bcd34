package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.churnml.data.Numbers;
import io.github.churnml.registry.experiment.Arm;
import io.github.churnml.registry.experiment.Assignment;
import io.github.churnml.registry.experiment.AssignmentLog;
import io.github.churnml.registry.experiment.ExperimentArms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code churn experiment plan}, {@code read} and {@code simulate}. */
class ExperimentCommandTest {

    private static final Instant BEGIN = Instant.parse("2026-09-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void plan_tellsBothNumbersAndDays() {
        Cli.Result result = Cli.run("experiment", "plan", "--baseline", 0.14, "--effect", 0.02, "--per-day", 500);
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("a rate that falls from 14.00 % to 12.00 %")
                .containsPattern("once, at the end +8,876 +4,438 +4,438 +60\n")
                .containsPattern("every day +17,000 +8,500 +8,500 +64\n")
                .containsPattern("every day, half of all +15,000 ")
                .contains("Looking every day takes up to 1.")
                .doesNotContain("Next:");
    }

    @Test
    void plan_asJson_isKeptInAFileThatCanBeRead() {
        Path file = folder.resolve("plans/plan.json");
        JsonNode json = Cli.run(
                        "experiment",
                        "plan",
                        "--baseline",
                        0.14,
                        "--relative",
                        0.15,
                        "--horizon",
                        "6w",
                        "--json",
                        "--out",
                        file)
                .json();
        assertThat(json.path("plan").path("horizon_days").asInt()).isEqualTo(42);
        assertThat(json.path("plan").path("effect").asDouble()).isCloseTo(0.021, within(1e-12));
        assertThat(json.path("once").has("days")).isFalse();
        assertThat(file).content().startsWith("{\n  \"baseline\": 0.14,\n  \"higher_is_better\": false,\n");
    }

    @Test
    void plan_thatCannotBe_isWrongUse() {
        wrong("One of --baseline and --sd is required.", "plan", "--effect", 0.02);
        wrong("--effect and --relative are both given", "plan", "--baseline", 0.1, "--effect", 0.02, "--relative", 0.1);
        wrong("Option --horizon holds (soon)", "plan", "--baseline", 0.1, "--effect", 0.02, "--horizon", "soon");
        wrong(
                "Option --cycle holds (36h) where whole days",
                "plan",
                "--baseline",
                0.1,
                "--effect",
                0.02,
                "--cycle",
                "36h");
        wrong("The baseline rate is (14)", "plan", "--baseline", 14, "--effect", 0.02);
        wrong("with --sd: more of an amount", "plan", "--sd", 60, "--effect", 5, "--higher-is-better");
    }

    private static void wrong(String said, Object... words) {
        List<Object> all = new ArrayList<>(List.of("experiment"));
        all.addAll(List.of(words));
        Cli.Result result = Cli.run(all.toArray());
        assertThat(result.exit()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(said);
    }

    @Test
    void read_ofABetterChallenger_recommendsPromotion() throws IOException {
        made(0.20, 0.10, false);
        Path plan = folder.resolve("plan.json");
        Cli.run("experiment", "plan", "--baseline", 0.2, "--effect", 0.04, "--out", plan);
        Path out = folder.resolve("reading.json");
        Cli.Result result = read("--plan", plan, "--at", "left_at", "--out", out);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith(
                        "Experiment 'trial' as of 2026-12-01T00:00:00Z, begun 2026-09-01T00:00:00Z, read 30 days after")
                .contains("challenger: version 1.1.0")
                .containsPattern(
                        "Division: 1,[45]\\d\\d of 3,000 with the challenger \\((49|50|51)\\.\\d %\\) where 50.0 %")
                .contains("as stated", "planned effect 4.00 points", "adjusted by the champion's score")
                .contains("Recommendation: promote challenger", "The challenger is better: promote it.")
                .endsWith("Written: " + out + "\n");
        JsonNode json = read("--plan", plan, "--at", "left_at", "--json").json();
        assertThat(json.path("recommendation").asText()).isEqualTo("promote challenger");
        assertThat(json.path("outcomes").get(0).path("high").asDouble()).isNegative();
        assertThat(out)
                .content()
                .isEqualTo(read("--plan", plan, "--at", "left_at", "--json").out());
    }

    @Test
    void read_ofAnAmount_tellsItBesideTheRate() throws IOException {
        made(0.20, 0.10, false);
        Cli.Result result = read("--at", "left_at", "--value", "profit", "--value-effect", 3, "--value-decides");
        assertThat(result.out()).contains("mean amount", "'profit' is ", "planned effect 3.0000");
        assertThat(result.out()).contains("Recommendation: promote challenger");
    }

    @Test
    void read_ofCustomersDividedOtherwise_exitsWithFourAndTellsNothing() throws IOException {
        made(0.20, 0.10, true);
        Cli.Result result = read("--at", "left_at");
        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.out())
                .contains("ALARM", "Recommendation: repair the assignment", "Customers were not divided as stated")
                .doesNotContain("difference  ");
        Cli.Result json = read("--at", "left_at", "--json");
        assertThat(json.exit()).isEqualTo(4);
        assertThat(json.json().path("outcomes")).isEmpty();
    }

    @Test
    void read_ofFewCustomers_hasNullsInJson() throws IOException {
        made(0.20, 0.10, false);
        Cli.Result result = Cli.run(
                "experiment",
                "read",
                "--log",
                folder.resolve("a.jsonl"),
                "--outcomes",
                folder.resolve("o.csv"),
                "--as-of",
                "2026-10-02",
                "--json");
        assertThat(result.json().path("outcomes").get(0).path("low").isNull()).isTrue();
    }

    @Test
    void read_wrongly_isWrongUse() throws IOException {
        made(0.20, 0.10, false);
        Path plan = folder.resolve("plan.json");
        Cli.run("experiment", "plan", "--baseline", 0.2, "--effect", 0.04, "--out", plan);
        refused(2, "Option --alpha is given beside --plan, which says it.", "--plan", plan, "--alpha", 0.1);
        refused(2, "Option --value-effect is given without --value.", "--value-effect", 3);
        refused(2, "no smallest difference per customer that matters", "--value", "profit");
        refused(2, "holds no experiment 'trail'", "--experiment", "trail");
        refused(2, "would be written over the table that is read", "--out", folder.resolve("o.csv"));
        refused(3, "The outcomes have no column 'left'.", "--at", "left");
        Files.writeString(plan, Files.readString(plan).replace("alpha", "alfa"));
        refused(2, "Key 'alpha' is missing.", "--plan", plan);
        refused(2, "is not there.", "--plan", folder.resolve("none.json"));
        Cli.Result time = Cli.run("experiment", "read", "--log", "a", "--outcomes", "o", "--as-of", "yesterday");
        assertThat(time.exit()).isEqualTo(2);
        assertThat(time.err()).contains("Option --as-of holds (yesterday) where a time is required.");
    }

    private void refused(int exit, String said, Object... words) {
        Cli.Result result = read(words);
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        assertThat(result.err()).contains(said);
    }

    @Test
    void simulate_tellsTheErrorOfBothTests() {
        Object[] words = {
            "experiment", "simulate", "--baseline", 0.14, "--effect", 0.05, "--per-day", 50, "--runs", 200, "--days", 40
        };
        Cli.Result result = Cli.run(words);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("200 experiments of 40 days, the models being the same, each looked at every day:")
                .contains("a difference at any look: wrong", "by a 5 % z-test at some look");
        assertThat(Cli.run(words).out()).isEqualTo(result.out());
        Object[] json = java.util.Arrays.copyOf(words, words.length + 1);
        json[words.length] = "--json";
        JsonNode document = Cli.run(json).json();
        assertThat(document.path("zero_excluded").asDouble()).isLessThan(0.06);
        assertThat(document.path("naive_told").asDouble()).isGreaterThan(0.15);
    }

    @Test
    void simulate_withoutCustomersADay_isWrongUse() {
        wrong("The number of customers a day is (0)", "simulate", "--baseline", 0.14, "--effect", 0.02);
    }

    @Test
    void html_ofAPlan_hasTheNumbersOfTheAnswer() throws IOException {
        Path page = folder.resolve("plan.html");
        JsonNode json = Cli.run(
                        "experiment",
                        "plan",
                        "--baseline",
                        0.14,
                        "--effect",
                        0.02,
                        "--per-day",
                        500,
                        "--html",
                        page,
                        "--json")
                .json();
        String html = Files.readString(page);
        for (String part : List.of("once", "daily", "half_by")) {
            json.path(part).forEach(number -> assertThat(html)
                    .contains(">" + String.format(java.util.Locale.ROOT, "%,d", number.asLong()) + "</td>"));
        }
        assertThat(html).contains("17,000 customers are needed if one looks every day, which takes 64 days; 8,876 if");
        Cli.Result impossible =
                Cli.run("experiment", "plan", "--baseline", 0.03, "--effect", 0.02, "--html", folder.resolve("p.html"));
        assertThat(impossible.exit()).as("gains above the rate are left out").isZero();
    }

    @Test
    void plan_ofASmallGain_tellsOneRateFromTheOther() throws IOException {
        Path page = folder.resolve("small.html");
        Cli.Result result = Cli.run("experiment", "plan", "--baseline", 0.0002, "--effect", 0.00003, "--html", page);
        assertThat(result.out()).startsWith("To find a rate that falls from 0.0200 % to 0.0170 % in");
        assertThat(page).content().contains("To find a rate that falls from 0.0200 % to 0.0170 % in");
    }

    @Test
    void simulation_thatToldNothing_doesNotSayThatSomethingWasTold() throws IOException {
        Path page = folder.resolve("nothing.html");
        Cli.Result result = Cli.run(
                "experiment",
                "simulate",
                "--baseline",
                0.14,
                "--effect",
                0.02,
                "--per-day",
                200,
                "--runs",
                1,
                "--days",
                5,
                "--html",
                page);
        String said = "Nothing was told in any experiment, within 35.0 days with the horizon and 1,000 customers.";
        assertThat(result.out()).contains(said);
        assertThat(page).content().contains(said, "1 experiment of 5 days was made up");
    }

    @Test
    void html_ofAReading_hasTheNumbersOfTheAnswerAndEarlierLooks() throws IOException {
        made(0.20, 0.10, false);
        Path page = folder.resolve("read.html");
        JsonNode json = read("--at", "left_at", "--value", "profit", "--value-effect", 3, "--html", page, "--json")
                .json();
        String html = Files.readString(page);
        json.path("outcomes").forEach(outcome -> {
            for (String key : List.of("champion_mean", "challenger_mean", "difference", "low", "high", "p")) {
                assertThat(html).contains(">" + Numbers.text(outcome.path(key).asDouble()) + "</td>");
            }
        });
        assertThat(html).contains("Promote challenger. ");
        JsonNode earlier = Cli.run(
                        "experiment",
                        "read",
                        "--log",
                        folder.resolve("a.jsonl"),
                        "--outcomes",
                        folder.resolve("o.csv"),
                        "--as-of",
                        day(html),
                        "--at",
                        "left_at",
                        "--json")
                .json();
        assertThat(html)
                .contains(">"
                        + Numbers.text(
                                earlier.path("outcomes").get(0).path("high").asDouble()) + "</td>");
    }

    /** The as-of of a look before the last in the table of the first picture. */
    private static String day(String html) {
        java.util.regex.Matcher found =
                java.util.regex.Pattern.compile(">(2026-[0-9T:-]+Z)</td>").matcher(html);
        List<String> days = new ArrayList<>();
        while (found.find()) {
            days.add(found.group(1));
        }
        return days.get(8);
    }

    @Test
    void html_ofAnAlarm_tellsNothingOfTheModels() throws IOException {
        made(0.20, 0.10, true);
        Path page = folder.resolve("read.html");
        assertThat(read("--at", "left_at", "--html", page).exit()).isEqualTo(4);
        assertThat(page).content().contains("Repair the assignment. ").contains("No difference is told.");
        refused(2, "would be written over the assignment log", "--html", folder.resolve("a.jsonl"));
    }

    @Test
    void html_ofASimulation_hasTheNumbersOfTheAnswer() throws IOException {
        Path page = folder.resolve("simulation.html");
        JsonNode json = Cli.run(
                        "experiment",
                        "simulate",
                        "--baseline",
                        0.14,
                        "--effect",
                        0.05,
                        "--per-day",
                        50,
                        "--runs",
                        200,
                        "--days",
                        40,
                        "--html",
                        page,
                        "--json")
                .json();
        String html = Files.readString(page);
        for (String key : List.of("promoted", "stopped_for_harm", "kept", "undecided", "zero_excluded", "naive_told")) {
            assertThat(html).contains(">" + Numbers.text(json.path(key).asDouble()) + "</td>");
        }
        assertThat(html).contains("A difference was told where there is none in ");
    }

    private Cli.Result read(Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "experiment",
                "read",
                "--log",
                folder.resolve("a.jsonl"),
                "--outcomes",
                folder.resolve("o.csv"),
                "--as-of",
                "2026-11-30"));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    /** @param lossy whether a third of the challenger's customers never reach the log */
    private void made(double rate, double challengerRate, boolean lossy) throws IOException {
        ExperimentArms arms = ExperimentArms.of("trial", 0.5);
        SplittableRandom random = new SplittableRandom(3);
        List<String> outcomes = new ArrayList<>(List.of("customer_id,churned,left_at,profit"));
        try (AssignmentLog log = AssignmentLog.open(folder.resolve("a.jsonl"))) {
            for (int i = 0; i < 3_000; i++) {
                String id = "C" + i;
                Instant at = BEGIN.plus(Duration.ofHours(i / 2));
                boolean challenger = arms.isChallenger(id);
                double score = 2 * rate * random.nextDouble();
                boolean leaves = random.nextDouble() < score * (challenger ? challengerRate / rate : 1);
                if (!lossy || !challenger || i % 3 > 0) {
                    log.append(new Assignment(
                            at,
                            "trial",
                            id,
                            challenger ? Arm.CHALLENGER : Arm.CHAMPION,
                            challenger ? "1.1.0" : "1.0.0",
                            score,
                            score,
                            false));
                }
                outcomes.add(id + "," + (leaves ? 1 : 0) + "," + (leaves ? at.plus(Duration.ofDays(9)) : "") + ","
                        + (leaves ? -50 : 20));
            }
        }
        Files.write(folder.resolve("o.csv"), outcomes);
    }
}
