package io.github.churnml.registry.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Notice;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentReadingTest {

    private static final OutcomeColumns TIMED =
            new OutcomeColumns("customer_id", "churned", null, "left_at", null, false);

    @TempDir
    Path folder;

    @Test
    void betterChallenger_afterACycle_isToBePromoted() {
        ExperimentReading reading = read(new MadeExperiment(0.5, 0.16, 0.11, 0).days(60, 200), day(91));
        assertThat(reading.recommendation()).isEqualTo(Recommendation.PROMOTE_CHALLENGER);
        OutcomeReading churn = reading.deciding().orElseThrow();
        assertThat(churn.high()).isNegative();
        assertThat(churn.low()).isLessThan(-0.05).isGreaterThan(-0.09);
        assertThat(churn.difference()).isCloseTo(-0.05, within(0.02));
        assertThat(churn.pValue()).isLessThan(0.05);
        assertThat(churn.adjusted()).isTrue();
        assertThat(churn.varianceReduction()).isBetween(0.03, 0.15);
        assertThat(reading.counts()).isEqualTo(new ExperimentCounts(24_000, 12_000, 0, 0, 0, 0, 12_000, 0, 0));
        assertThat(reading.ratio().alarm()).isFalse();
        assertThat(reading.notices()).isEmpty();
        assertThat(reading.sentence())
                .matches("'churned' is 11\\.\\d\\d % with the challenger and 1[56]\\.\\d\\d % with the champion: a"
                        + " difference of -\\d\\.\\d\\d points, between -\\d\\.\\d\\d points and -\\d\\.\\d\\d points"
                        + " however often one has looked\\. The challenger is better: promote it\\.");
    }

    /**
     * The same files read by a Python program of its own: numpy 2.4.6 for sums, and scipy 1.17.1 to find where the mixture is 1 / α.
     */
    @Test
    void numbers_ofAMadeExperiment_areThoseOfPython() {
        MadeExperiment made = new MadeExperiment(0.3, 0.16, 0.13, 4).days(60, 50);
        ExperimentReading reading = ExperimentReading.of(
                made.log(folder),
                made.outcomes(folder),
                options(day(80)).challengerShare(0.3).build());
        OutcomeReading churn = reading.deciding().orElseThrow();
        assertThat(churn.champions()).isEqualTo(1763);
        assertThat(churn.challengers()).isEqualTo(740);
        assertThat(churn.championMean()).isCloseTo(0.16959727736812252, within(1e-13));
        assertThat(churn.challengerMean()).isCloseTo(0.11891891891891893, within(1e-13));
        assertThat(churn.theta()).isCloseTo(1.0094463670375315, within(1e-12));
        assertThat(churn.difference()).isCloseTo(-0.0430359908088323, within(1e-13));
        assertThat(churn.low()).isCloseTo(-0.08843267713513477, within(1e-12));
        assertThat(churn.high()).isCloseTo(0.009463019606287627, within(1e-12));
        assertThat(churn.pValue()).isCloseTo(0.17106325554210022, within(1e-11));
        assertThat(churn.varianceReduction())
                .isCloseTo(1 - 0.0002337625492739248 / 0.0002508737900911966, within(1e-12));
    }

    @Test
    void worseChallenger_isStoppedBeforeTheCycleEnds() {
        ExperimentReading reading = read(new MadeExperiment(0.5, 0.14, 0.24, 0).days(20, 200), day(45));
        assertThat(reading.isWholeCycle()).isFalse();
        assertThat(reading.recommendation()).isEqualTo(Recommendation.STOP_FOR_HARM);
        assertThat(reading.deciding().orElseThrow().low()).isPositive();
        assertThat(reading.sentence()).endsWith("The challenger is worse: stop, and let the champion serve everybody.");
    }

    @Test
    void betterChallenger_beforeTheCycleEnds_goesOn() {
        ExperimentReading reading = read(new MadeExperiment(0.5, 0.24, 0.12, 0).days(20, 200), day(45));
        assertThat(reading.deciding().orElseThrow().high()).isNegative();
        assertThat(reading.recommendation()).isEqualTo(Recommendation.GO_ON);
        assertThat(reading.sentence())
                .endsWith("The challenger is better so far: go on until customers of a whole cycle are in it.");
    }

    @Test
    void sameModels_ofManyCustomers_keepTheChampion() {
        ExperimentReading reading = read(new MadeExperiment(0.5, 0.14, 0.14, 0).days(60, 500), day(91));
        assertThat(reading.recommendation()).isEqualTo(Recommendation.KEEP_CHAMPION);
        assertThat(reading.sentence())
                .endsWith("Whatever it gains is less than the 2.00 points that were planned to matter: keep the"
                        + " champion.");
    }

    @Test
    void sameModels_ofSomeCustomers_goOnWithHowManyMore() {
        ExperimentReading reading = read(new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 100), day(50));
        assertThat(reading.recommendation()).isEqualTo(Recommendation.GO_ON);
        assertThat(reading.deciding().orElseThrow().moreCustomers()).isBetween(12_000L, 15_500L);
        assertThat(reading.counts().tooRecent()).isPositive();
        assertThat(reading.sentence())
                .contains("Go on: about ", " more customers would show a gain as planned, of whom ")
                .endsWith(" wait for their horizon.");
    }

    @Test
    void fewCustomers_giveNoInterval() {
        ExperimentReading reading = read(new MadeExperiment(0.5, 0.14, 0.10, 0).days(40, 5), day(75));
        OutcomeReading churn = reading.deciding().orElseThrow();
        assertThat(churn.enough()).isFalse();
        assertThat(churn.low()).isNaN();
        assertThat(churn.pValue()).isNaN();
        assertThat(reading.recommendation()).isEqualTo(Recommendation.GO_ON);
        assertThat(reading.sentence()).contains("That is too few customers to tell anything: go on, about ");
    }

    @Test
    void nobodyMature_goesOn() {
        ExperimentReading reading = read(new MadeExperiment(0.5, 0.14, 0.10, 0).days(10, 20), day(20));
        assertThat(reading.outcomes()).isEmpty();
        assertThat(reading.counts().tooRecent()).isEqualTo(200);
        assertThat(reading.sentence()).isEqualTo("Nobody's horizon has passed yet: go on, 200 customers wait for it.");
    }

    /**
     * The challenger's leavers are as many and leave ten days later. Labels so far, day after day, show fewer of them: a gain that
     * is none. Customers read for thirty days each show what is so.
     */
    @Test
    void lateOutcomes_readByExposure_doNotBias() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 10).days(45, 300);
        Instant asOf = day(46);
        ExperimentReading reading = read(made, asOf);
        assertThat(naiveDifference(made, asOf)).isLessThan(-0.02);
        OutcomeReading churn = reading.deciding().orElseThrow();
        assertThat(churn.difference()).isGreaterThan(-0.015);
        assertThat(churn.high()).isPositive();
        assertThat(reading.counts().tooRecent()).isGreaterThan(8_000);
        assertThat(churn.championMean()).isCloseTo(trueRate(made, asOf, Arm.CHAMPION), within(1e-12));
        assertThat(churn.challengerMean()).isCloseTo(trueRate(made, asOf, Arm.CHALLENGER), within(1e-12));
    }

    private static double naiveDifference(MadeExperiment made, Instant asOf) {
        Map<String, Instant> left = leftAt(made);
        return rate(made, Arm.CHALLENGER, a -> true, a -> isBy(left.get(a.customer()), asOf))
                - rate(made, Arm.CHAMPION, a -> true, a -> isBy(left.get(a.customer()), asOf));
    }

    private static double trueRate(MadeExperiment made, Instant asOf, Arm arm) {
        Map<String, Instant> left = leftAt(made);
        Duration horizon = Duration.ofDays(30);
        return rate(
                made,
                arm,
                a -> isBy(a.at().plus(horizon), asOf),
                a -> isBy(left.get(a.customer()), a.at().plus(horizon)));
    }

    private static double rate(
            MadeExperiment made, Arm arm, Predicate<Assignment> counts, Predicate<Assignment> leaves) {
        List<Assignment> first = made.assignments.stream()
                .collect(Collectors.toMap(Assignment::customer, a -> a, (a, b) -> a.at().isBefore(b.at()) ? a : b))
                .values()
                .stream()
                .filter(a -> a.arm() == arm)
                .filter(counts)
                .toList();
        return (double) first.stream().filter(leaves).count() / first.size();
    }

    private static Map<String, Instant> leftAt(MadeExperiment made) {
        return made.outcomes.stream()
                .map(line -> line.split(","))
                .filter(cells -> cells[1].equals("Yes"))
                .collect(Collectors.toMap(cells -> cells[0], cells -> Instant.parse(cells[2])));
    }

    private static boolean isBy(Instant time, Instant by) {
        return time != null && !time.isAfter(by);
    }

    @Test
    void outcomes_afterTheHorizonOrBeforeExposure_doNotCountAsLeaving() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 50);
        ExperimentReading before = read(made, day(80));
        edit(made, "C0-0", "Yes," + day(31));
        edit(made, "C0-1", "Yes," + day(0));
        ExperimentReading after = read(made, day(80));
        assertThat(after.counts().before()).isEqualTo(1);
        assertThat(after.counts().read()).isEqualTo(before.counts().read() - 1);
        double leavers = leavers(before) - leaves(made, "C0-0") - leaves(made, "C0-1");
        assertThat(leavers(after)).isCloseTo(leavers, within(1e-6));
    }

    /** Whether it left in the experiment as it is made by the seed. */
    private static int leaves(MadeExperiment edited, String id) {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 50);
        assertThat(edited.outcomes).hasSameSizeAs(made.outcomes);
        return made.outcomes.stream().anyMatch(line -> line.startsWith(id + ",Yes")) ? 1 : 0;
    }

    private static double leavers(ExperimentReading reading) {
        OutcomeReading churn = reading.deciding().orElseThrow();
        return churn.championMean() * churn.champions() + churn.challengerMean() * churn.challengers();
    }

    private static void edit(MadeExperiment made, String id, String labelAndTime) {
        made.outcomes.replaceAll(line -> line.startsWith(id + ",") ? id + "," + labelAndTime + ",0" : line);
    }

    @Test
    void reading_asOfAnEarlierDay_isThatOfThatDay() {
        MadeExperiment made = new MadeExperiment(0.5, 0.16, 0.11, 0).days(60, 100);
        ExperimentReading later = read(made, day(55));
        made.assignments.removeIf(assignment -> assignment.at().isAfter(day(55)));
        assertThat(read(made, day(55))).isEqualTo(later);
    }

    @Test
    void challengersLost_raiseTheAlarmAndTellNothing() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 100);
        made.assignments.removeIf(
                assignment -> assignment.arm() == Arm.CHALLENGER && assignment.championScore() > 0.23);
        ExperimentReading reading = read(made, day(80));
        assertThat(reading.isAlarm()).isTrue();
        assertThat(reading.recommendation()).isEqualTo(Recommendation.REPAIR);
        assertThat(reading.outcomes()).isEmpty();
        assertThat(reading.ratio().pValue()).isLessThan(0.001);
        assertThat(reading.sentence())
                .startsWith("Customers were not divided as stated: ")
                .contains("got the challenger where 50.0 % should have")
                .contains("nothing is told of the models", "If another share was set when it began, state that one");
    }

    @Test
    void outcomesMissingInOneArm_raiseTheAlarm() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 100);
        ExperimentArms arms = ExperimentArms.of("trial", 0.5);
        made.outcomes.removeIf(
                line -> line.contains("7,") && !line.startsWith("customer") && arms.isChallenger(line.split(",")[0]));
        ExperimentReading reading = read(made, day(80));
        assertThat(reading.ratio().alarm()).isFalse();
        assertThat(reading.counts().withoutOutcome()).isPositive();
        assertThat(reading.recommendation()).isEqualTo(Recommendation.REPAIR);
        assertThat(reading.sentence()).startsWith("Outcomes are missing in one group more often than in the other");
    }

    @Test
    void fewCustomersOfBothModels_areLeftOutAndTold() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 100);
        for (int i = 0; i < 10; i++) {
            other(made, i);
        }
        ExperimentReading reading = read(made, day(80));
        assertThat(reading.counts().inBoth()).isEqualTo(10);
        assertThat(reading.counts().read()).isEqualTo(3_990);
        assertThat(codes(reading)).containsExactly("both-models");
    }

    @Test
    void manyCustomersOfBothModels_areRefused() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 100);
        for (int i = 0; i < 100; i++) {
            other(made, i);
        }
        assertThatThrownBy(() -> read(made, day(80)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("100 of 4,000 customers got both models, more than 1 in 100")
                .hasMessageContaining("Maybe the share was changed while it ran");
    }

    private static void other(MadeExperiment made, int i) {
        Assignment there = made.assignments.get(2 * i);
        made.assign(there.customer(), there.at().plusSeconds(7), there.arm() == Arm.CHAMPION, 0.1);
    }

    @Test
    void logOfSeveralExperiments_needsAName() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 50);
        made.assignments.add(new Assignment(day(1), "another", "C1", Arm.CHAMPION, "1.0.0", 0.1, 0.1, false));
        assertThatThrownBy(() -> read(made, day(80)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("holds 2 experiments: 'another', 'trial'.");
        assertThat(ExperimentReading.of(
                                made.log(folder),
                                made.outcomes(folder),
                                options(day(80)).experiment("trial").build())
                        .counts()
                        .customers())
                .isEqualTo(2_000);
        assertThatThrownBy(() -> ExperimentReading.of(
                        made.log(folder),
                        made.outcomes(folder),
                        options(day(80)).experiment("trail").build()))
                .hasMessageContaining("holds no experiment 'trail'.")
                .hasMessageContaining("Maybe 'trial' was meant.");
    }

    @Test
    void versionsThatChanged_areTold() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 50);
        made.assignments.add(new Assignment(day(39), "trial", "C0-0", arm("C0-0"), "1.2.0", 0.1, 0.1, false));
        ExperimentReading reading = read(made, day(80));
        assertThat(codes(reading)).containsExactly("versions-changed");
        assertThat(reading.versions().get(arm("C0-0").label())).containsKey("1.2.0");
    }

    private static Arm arm(String customer) {
        return ExperimentArms.of("trial", 0.5).arm(customer);
    }

    @Test
    void customersDividedOtherwise_areTold() {
        MadeExperiment made = new MadeExperiment(0.3, 0.14, 0.14, 0).days(40, 50);
        ExperimentReading reading = ExperimentReading.of(
                made.log(folder), made.outcomes(folder), options(day(80)).build());
        assertThat(reading.recommendation()).isEqualTo(Recommendation.REPAIR);
        assertThat(codes(reading)).contains("assigned-otherwise");
    }

    @Test
    void outcomesSaidTwice_areCountedUnlessTheyContradict() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 50);
        made.outcomes.add(made.outcomes.get(1));
        made.outcomes.add("somebody-else,No,,5");
        ExperimentReading reading = read(made, day(80));
        assertThat(reading.counts().repeatedOutcomes()).isEqualTo(1);
        assertThat(reading.counts().unknownOutcomes()).isEqualTo(1);
        made.outcomes.add("C0-0,Yes,2026-09-14,5");
        made.outcomes.add("C0-0,No,,5");
        assertThatThrownBy(() -> read(made, day(80)))
                .isInstanceOf(DataException.class)
                .hasMessageMatching(
                        "(?s)Rows 1 and 200\\d of the outcomes tell different things of customer \\(C0-0\\)\\."
                                + "\nMaybe keep one row a customer: .*");
    }

    @Test
    void outcomesOfOthersAlone_areRefused() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 50);
        made.outcomes.replaceAll(line -> line.startsWith("C") ? line.substring(1) : line);
        assertThatThrownBy(() -> read(made, day(80)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "The outcomes tell of none of the 2,000 customers whose horizon has passed, but of 2,000 who were"
                                + " not exposed.")
                .hasMessageContaining("Maybe ids are written in another way; the log begins with (C0-0).");
    }

    @Test
    void scoresMissing_areNotUsedAndTold() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 50);
        made.assignments.replaceAll(a -> a.arm() == Arm.CHALLENGER
                ? new Assignment(a.at(), "trial", a.customer(), a.arm(), a.version(), a.score(), Double.NaN, false)
                : a);
        ExperimentReading reading = read(made, day(80));
        assertThat(codes(reading)).containsExactly("not-adjusted");
        assertThat(reading.deciding().orElseThrow().adjusted()).isFalse();
        assertThat(reading.deciding().orElseThrow().varianceReduction()).isZero();
    }

    @Test
    void amount_beingWhatWasPlanned_decides() {
        MadeExperiment made = new MadeExperiment(0.5, 0.20, 0.10, 0).days(60, 100);
        OutcomeColumns columns = new OutcomeColumns("customer_id", "churned", null, "left_at", "profit", false);
        ExperimentReading reading = ExperimentReading.of(
                made.log(folder),
                made.outcomes(folder),
                options(day(91))
                        .plan(ExperimentPlan.ofAmount(25).effect(3).build())
                        .columns(columns)
                        .build());
        OutcomeReading profit = reading.deciding().orElseThrow();
        assertThat(profit.name()).isEqualTo("profit");
        assertThat(profit.difference()).isCloseTo(6, within(2.0));
        assertThat(profit.low()).isPositive();
        assertThat(reading.outcomes()).hasSize(2);
        assertThat(reading.recommendation()).isEqualTo(Recommendation.PROMOTE_CHALLENGER);
        assertThat(reading.sentence()).startsWith("'profit' is ").contains("a difference of +");
    }

    @Test
    void amountThatFalls_isToldBesideTheRate() {
        MadeExperiment made = new MadeExperiment(0.5, 0.20, 0.10, 0).days(60, 100);
        ExperimentArms arms = ExperimentArms.of("trial", 0.5);
        made.outcomes.replaceAll(line -> line.startsWith("C") && arms.isChallenger(line.split(",")[0])
                ? line.substring(0, line.lastIndexOf(',')) + ",-30"
                : line);
        OutcomeColumns columns = new OutcomeColumns("customer_id", "churned", null, "left_at", "profit", false);
        ExperimentReading reading = ExperimentReading.of(
                made.log(folder),
                made.outcomes(folder),
                options(day(91)).amountEffect(3).columns(columns).build());
        assertThat(reading.recommendation()).isEqualTo(Recommendation.PROMOTE_CHALLENGER);
        assertThat(codes(reading)).containsExactly("other-outcome-worse");
    }

    @Test
    void leaversAlone_areReadWhenThatIsSaid() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 50);
        ExperimentReading all = read(made, day(80));
        made.outcomes.removeIf(line -> line.contains(",No,"));
        ExperimentReading leavers = ExperimentReading.of(
                made.log(folder),
                made.outcomes(folder),
                options(day(80))
                        .columns(new OutcomeColumns("customer_id", null, null, "left_at", null, true))
                        .build());
        assertThat(leavers.deciding().orElseThrow().difference())
                .isEqualTo(all.deciding().orElseThrow().difference());
        assertThatThrownBy(() -> read(made, day(80)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'churned' of the outcomes says 'Yes' of everybody.")
                .hasMessageContaining("Maybe the table lists only those to whom it happened: then say so.");
    }

    @Test
    void labelsOfTheContrary_areRefusedUnlessSaid() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 50);
        ExperimentReading churned = read(made, day(80));
        made.outcomes.replaceAll(line -> line.replace("churned", "active"));
        OutcomeColumns active = new OutcomeColumns("customer_id", "active", null, null, null, false);
        assertThatThrownBy(() -> readColumns(made, active))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("and 'Yes' seems to mean the contrary")
                .hasMessageContaining("Maybe say which label means that it happened.");
        OutcomeColumns said = new OutcomeColumns("customer_id", "active", "yes", null, null, false);
        assertThat(readColumns(made, said).deciding().orElseThrow().difference())
                .isEqualTo(churned.deciding().orElseThrow().difference());
        OutcomeColumns wrong = new OutcomeColumns("customer_id", "active", "left", null, null, false);
        assertThatThrownBy(() -> readColumns(made, wrong)).hasMessageContaining("no label 'left' but 'No', 'Yes'");
    }

    @Test
    void labelSaid_whereOnlyTheOtherIs_isTakenIfItIsTheContrary() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 50);
        made.outcomes.replaceAll(line -> line.replace(",Yes,", ",No,"));
        OutcomeColumns yes = new OutcomeColumns("customer_id", "churned", "Yes", null, null, false);
        assertThat(readColumns(made, yes).deciding().orElseThrow().championMean())
                .isZero();
        OutcomeColumns wrong = new OutcomeColumns("customer_id", "churned", "gone", null, null, false);
        assertThatThrownBy(() -> readColumns(made, wrong)).hasMessageContaining("no label 'gone' but 'No'");
    }

    @Test
    void outcomesThatEndEarly_areTold() {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 50);
        assertThat(codes(read(made, day(90)))).isEmpty();
        made.outcomes.replaceAll(line -> line.replaceAll(",Yes,2026-1[01]-.*", ",No,,0"));
        ExperimentReading reading = read(made, day(55));
        assertThat(codes(reading)).containsExactly("outcomes-end-early");
        assertThat(reading.notices().get(0).message())
                .startsWith("The latest outcome is of 2026-09-30T")
                .contains(", 25 days before", "if outcomes are not complete up to 2026-10-26T00:00:00Z, read");
    }

    @Test
    void logWithBrokenLinesAndOtherKeys_isReadAndTold() throws IOException {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(40, 50);
        Path log = made.log(folder);
        Files.writeString(
                log,
                Files.readString(log).replaceFirst("\\{", "{\"request\":7,") + "{\"ts\":\"2026-0",
                java.nio.file.StandardOpenOption.TRUNCATE_EXISTING);
        ExperimentReading reading = ExperimentReading.of(
                log, made.outcomes(folder), options(day(75)).build());
        assertThat(codes(reading)).containsExactly("broken-lines", "unread-keys");
        assertThat(reading.notices().get(0).message())
                .isEqualTo("1 line of the log is no whole JSON object, as a killed process leaves, and passed over: the"
                        + " first is assignments.jsonl line 4001.");
        assertThat(reading.notices().get(1).message()).endsWith("'request'.");
    }

    @Test
    void amountMissing_isLeftOutAndTold() {
        MadeExperiment made = new MadeExperiment(0.5, 0.20, 0.10, 0).days(40, 50);
        made.outcomes.replaceAll(
                line -> line.startsWith("C1-") ? line.substring(0, line.lastIndexOf(',')) + "," : line);
        OutcomeColumns columns = new OutcomeColumns("customer_id", "churned", null, "left_at", "profit", false);
        ExperimentReading reading = ExperimentReading.of(
                made.log(folder),
                made.outcomes(folder),
                options(day(75)).amountEffect(3).columns(columns).build());
        assertThat(reading.outcomes().get(1).champions()
                        + reading.outcomes().get(1).challengers())
                .isEqualTo(1_950);
        assertThat(codes(reading)).containsExactly("without-amount");
        made.outcomes.set(1, "C0-0,No,,12 EUR");
        assertThatThrownBy(() -> ExperimentReading.of(
                        made.log(folder),
                        made.outcomes(folder),
                        options(day(75)).amountEffect(3).columns(columns).build()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Column 'profit' of the outcomes (row 1) holds (12 EUR) where a number is required.")
                .hasMessageContaining("Maybe write it with a decimal point");
    }

    @Test
    void labelsThatSayNothing_areRefused() {
        refusedOutcomes(
                "customer_id,y,left_at\nC0-0,a,\nC0-1,b,\n",
                "Column 'y' of the outcomes has labels 'a', 'b' that do not say it.",
                new OutcomeColumns("customer_id", "y", null, null, null, false));
        refusedOutcomes(
                "customer_id,y,left_at\nC0-0,a,\n",
                "Column 'y' of the outcomes has but one label, 'a'.",
                new OutcomeColumns("customer_id", "y", null, null, null, false));
    }

    private void refusedOutcomes(String table, String said, OutcomeColumns columns) {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(4, 50);
        made.outcomes.clear();
        made.outcomes.addAll(table.lines().toList());
        assertThatThrownBy(() -> readColumns(made, columns))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("Maybe say which label means that it happened.");
    }

    @Test
    void tableThatIsUnusable_isRefusedWithItsPlace() {
        refusedOutcomes("id,churned\nC0-0,1\n", "The outcomes have no column 'customer_id'.");
        refusedOutcomes(
                "customer_id,churned,left_at\nC0-0,1,soon\n",
                "Column 'left_at' of the outcomes (row 1) holds (soon) where a date or time such as");
        refusedOutcomes(
                "customer_id,churned,left_at\nC0-0,1,\nC0-1,0,\n",
                "Column 'left_at' of the outcomes (row 1) holds () where the time at which it happened is required.");
        refusedOutcomes(
                "customer_id,churned,left_at\nC0-0,a,\nC0-1,b,\nC0-2,c,\n",
                "Column 'churned' of the outcomes (row 3) holds (c) where one of 'a', 'b' is required.");
        refusedOutcomes(
                "customer_id,churned,left_at\n,1,\n",
                "Column 'customer_id' of the outcomes (row 1) holds () where a customer's id is required.");
    }

    private void refusedOutcomes(String table, String said) {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(4, 50);
        made.outcomes.clear();
        made.outcomes.addAll(table.lines().toList());
        assertThatThrownBy(() -> read(made, day(80)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(said);
    }

    @Test
    void options_thatDoNotGoTogether_areRefused() {
        OutcomeColumns amount = new OutcomeColumns("customer_id", "churned", null, null, "profit", false);
        assertThatThrownBy(() -> options(day(80)).columns(amount).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no smallest difference per customer that matters was given")
                .hasMessageContaining("the data must not choose it");
        assertThatThrownBy(() -> options(day(80)).amountDecides(true).build())
                .hasMessageContaining("no column of an amount was given");
        assertThatThrownBy(() -> options(day(80))
                        .columns(new OutcomeColumns("customer_id", null, null, null, null, false))
                        .build())
                .hasMessageContaining("No column says whether the outcome happened.");
        assertThatThrownBy(() -> options(day(80)).effect(2)).hasMessageContaining("The effect is (2.0)");
    }

    @Test
    void nobodyExposedYet_isRefused() throws IOException {
        MadeExperiment made = new MadeExperiment(0.5, 0.14, 0.14, 0).days(4, 50);
        assertThatThrownBy(() -> read(made, day(-1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds nobody who was exposed by 2026-08-31T00:00:00Z.")
                .hasMessageContaining("Maybe read it as of a later day: 400 lines are later.");
        assertThat(Files.exists(folder.resolve("assignments.jsonl"))).isTrue();
    }

    private ExperimentReading readColumns(MadeExperiment made, OutcomeColumns columns) {
        return ExperimentReading.of(
                made.log(folder),
                made.outcomes(folder),
                options(day(80)).columns(columns).build());
    }

    private ExperimentReading read(MadeExperiment made, Instant asOf) {
        try {
            Files.deleteIfExists(folder.resolve("assignments.jsonl"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return ExperimentReading.of(
                made.log(folder), made.outcomes(folder), options(asOf).build());
    }

    private static ReadingOptionsBuilder options(Instant asOf) {
        return ReadingOptions.asOf(asOf).columns(TIMED);
    }

    private static List<String> codes(ExperimentReading reading) {
        return reading.notices().stream().map(Notice::code).toList();
    }

    private static Instant day(int day) {
        return MadeExperiment.day(day);
    }
}
