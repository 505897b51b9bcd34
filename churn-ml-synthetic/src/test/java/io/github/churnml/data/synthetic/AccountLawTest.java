package io.github.churnml.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The true probabilities against numbers worked out by hand, and against what accounts then do. */
class AccountLawTest {

    private static final LocalDate SEEN = LocalDate.of(2025, 1, 6); // a Monday
    private static final LocalDate FROM = LocalDate.of(2025, 2, 3);

    /** What is predicted of one account, and what it did. */
    private record Told(double probability, boolean happened) {}

    @Test
    void prospect_onTheFirstDay_convertsAsTheCuriousDo() {
        Account account = account(null, null, List.of());
        assertThat(account.probabilityOfConverting(SEEN, 1)).isCloseTo(0.002, within(1e-15));
        double keen = 0.012;
        double curious = 1 - 0.012 - 0.003 - 0.002;
        assertThat(account.probabilityOfConverting(SEEN, 2))
                .isCloseTo(0.002 + keen * 0.015 + curious * 0.002, within(1e-15));
    }

    @Test
    void customer_onTheFirstDay_cancelsAsTheSteadyDo() {
        Account account = account(FROM, null, List.of());
        assertThat(account.probabilityOfCancelling(FROM, 1)).isCloseTo(0.0001, within(1e-15));
        double fading = 0.0032;
        double steady = 1 - 0.0032 - 0.0001;
        assertThat(account.probabilityOfCancelling(FROM, 2))
                .isCloseTo(0.0001 + fading * 0.010 + steady * 0.0001, within(1e-15));
    }

    @Test
    void customer_afterOneDay_isBelievedByBayes() {
        // A Monday, then a Tuesday that tells: 12 employees of scale 1 have level 1.
        assertSecondDay(List.of(), Math.exp(-0.164), Math.exp(-0.039));
        Usage ticket = usage(FROM.plusDays(1), UsageKind.TICKET, Double.NaN);
        assertSecondDay(List.of(ticket), 0.004 * Math.exp(-0.164), 0.018 * Math.exp(-0.039));
        Usage login = usage(FROM.plusDays(1), UsageKind.LOGIN, 5);
        assertSecondDay(
                List.of(login),
                0.130 * Math.exp(-0.164) * (1 - Math.exp(-1 / 25.0)) * Math.exp(-4 / 25.0),
                0.020 * Math.exp(-0.039) * (1 - Math.exp(-1 / 10.0)) * Math.exp(-4 / 10.0));
    }

    /** The first day is steady for sure; the second day's events tell, after a night in which it may have begun to fade. */
    private static void assertSecondDay(List<Usage> usage, double steadyLikelihood, double fadingLikelihood) {
        double steady = (1 - 0.0032 - 0.0001) * steadyLikelihood;
        double fading = 0.0032 * fadingLikelihood;
        double steadyNext = steady * (1 - 0.0032 - 0.0001) + fading * 0.003;
        double fadingNext = steady * 0.0032 + fading * (1 - 0.003 - 0.010);
        double share = fadingNext / (steadyNext + fadingNext);
        assertThat(account(FROM, null, usage).probabilityOfCancelling(FROM.plusDays(2), 1))
                .isCloseTo(0.0001 * (1 - share) + 0.010 * share, within(1e-12));
    }

    @Test
    void customer_pastThreeMonths_turnsAwayHalfAsOften() {
        Account account = account(FROM, null, busy());
        double early = account.probabilityOfCancelling(FROM.plusDays(89), 1);
        assertThat(early).isGreaterThan(0.0001);
        AccountLaw law = AccountLaw.of(account);
        assertThat(law.change(Mood.STEADY, Mood.FADING, true)).isEqualTo(0.0032);
        assertThat(law.change(Mood.STEADY, Mood.FADING, false)).isEqualTo(0.0016);
    }

    @Test
    void failedPayment_onABillingDay_raisesTheProbabilityOfCancelling() {
        LocalDate bill = FROM.plusDays(30);
        double paid = account(FROM, null, List.of()).probabilityOfCancelling(bill.plusDays(1), 60);
        double failed = account(FROM, null, List.of(usage(bill, UsageKind.PAYMENT_FAILED, 49.0)))
                .probabilityOfCancelling(bill.plusDays(1), 60);
        assertThat(failed).isGreaterThan(1.5 * paid);
    }

    @Test
    void probability_eventsOfTheDayAndLater_changeNothing() {
        List<Usage> before = busy();
        LocalDate day = FROM.plusDays(40);
        List<Usage> more = new ArrayList<>(before);
        more.add(usage(day, UsageKind.TICKET, Double.NaN));
        more.add(usage(day.plusDays(3), UsageKind.PAYMENT_FAILED, 49.0));
        more.sort(Comparator.comparingLong(Usage::atSecond));
        assertThat(account(FROM, null, more).probabilityOfCancelling(day, 60))
                .isEqualTo(account(FROM, null, before).probabilityOfCancelling(day, 60));
        assertThat(account(FROM, null, more).probabilityOfCancelling(day.plusDays(1), 60))
                .isNotEqualTo(account(FROM, null, before).probabilityOfCancelling(day.plusDays(1), 60));
    }

    @Test
    void probability_ofAnAccountThatIsNoSuchThing_isRefused() {
        Account account = account(FROM, FROM.plusDays(50), List.of());
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> account.probabilityOfCancelling(FROM.plusDays(50), 60))
                .withMessage("Account (A-0000001) is not known as a customer on (2025-03-25).\n"
                        + "Maybe ask isCustomerOn or isProspectOn first, of a day up to 2026-07-01.");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> account.probabilityOfConverting(FROM, 60))
                .withMessageStartingWith("Account (A-0000001) is not known as a prospect on (2025-02-03).");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> account.probabilityOfCancelling(FROM, 0))
                .withMessage("The number of days (0) must lie between 1 and 3650.\nMaybe ask for 60.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-07-01", "2026-01-01"})
    void cancelling_ofManyCustomers_followsTheTrueProbability(String day) {
        assertCalibrated(cancelling(new SyntheticEvents(20_000, 42), LocalDate.parse(day)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-07-01", "2026-01-01"})
    void converting_ofManyProspects_followsTheTrueProbability(String day) {
        assertCalibrated(converting(new SyntheticEvents(20_000, 42), LocalDate.parse(day)));
    }

    @Test
    void bestReachableRocAuc_isTheOneTheDocumentStates() throws IOException {
        String text =
                Files.readString(Path.of(System.getProperty("churn.root", "..")).resolve("docs/synthetic-events.md"));
        Matcher stated = Pattern.compile(
                        "\\| (cancel|convert) \\| (\\S+) \\| ([\\d,]+) \\| ([\\d.]+) % \\| (0\\.\\d{4}) \\|")
                .matcher(text);
        int checked = 0;
        SyntheticEvents events = new SyntheticEvents(8_000, 42);
        while (stated.find()) {
            LocalDate day = LocalDate.parse(stated.group(2));
            List<Told> told = stated.group(1).equals("cancel") ? cancelling(events, day) : converting(events, day);
            assertThat(told).hasSize(Integer.parseInt(stated.group(3).replace(",", "")));
            double rate = 100.0 * told.stream().filter(Told::happened).count() / told.size();
            assertThat(rate).isCloseTo(Double.parseDouble(stated.group(4)), within(0.0051));
            assertThat(rocAuc(told)).isCloseTo(Double.parseDouble(stated.group(5)), within(0.000051));
            checked++;
        }
        assertThat(checked).as("rows of the document's table").isGreaterThanOrEqualTo(4);
    }

    @Test
    void weekend_ofEveryDay_isSaturdayAndSunday() {
        for (LocalDate day = LocalDate.of(1969, 12, 20); day.getYear() < 1971; day = day.plusDays(1)) {
            assertThat(AccountLaw.isWeekend(day.toEpochDay()))
                    .isEqualTo(day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY);
        }
    }

    @Test
    void changesAndEnds_ofEveryMoodAndAccount_addUpToLessThanOne() {
        for (Region region : Region.values()) {
            for (Source source : Source.values()) {
                for (Plan plan : Plan.values()) {
                    AccountLaw law = new AccountLaw(region, source, 12, AccountLaw.unrest(plan), 1.0);
                    for (Mood mood : Mood.values()) {
                        double leaves = law.end(mood);
                        for (Mood other : Mood.values()) {
                            leaves += law.change(mood, other, true);
                        }
                        assertThat(leaves).isBetween(0.0, 0.1);
                    }
                }
            }
        }
    }

    private static List<Told> cancelling(SyntheticEvents events, LocalDate day) {
        List<Told> told = new ArrayList<>();
        for (Account a : events) {
            if (a.isCustomerOn(day)) {
                boolean cancels = a.to() != null && !a.to().isAfter(day.plusDays(60));
                told.add(new Told(a.probabilityOfCancelling(day, 60), cancels));
            }
        }
        return told;
    }

    private static List<Told> converting(SyntheticEvents events, LocalDate day) {
        List<Told> told = new ArrayList<>();
        for (Account a : events) {
            if (a.isProspectOn(day)) {
                boolean converts = a.from() != null && !a.from().isAfter(day.plusDays(90));
                told.add(new Told(a.probabilityOfConverting(day, 90), converts));
            }
        }
        return told;
    }

    /** In each tenth by the probability, as many as told, within four standard errors. */
    private static void assertCalibrated(List<Told> told) {
        List<Told> sorted = new ArrayList<>(told);
        sorted.sort(Comparator.comparingDouble(Told::probability));
        for (int tenth = 0; tenth < 10; tenth++) {
            List<Told> part = sorted.subList(tenth * sorted.size() / 10, (tenth + 1) * sorted.size() / 10);
            double expected = 0;
            double variance = 0;
            for (Told one : part) {
                expected += one.probability();
                variance += one.probability() * (1 - one.probability());
            }
            long happened = part.stream().filter(Told::happened).count();
            assertThat((happened - expected) / Math.sqrt(variance + 1))
                    .as("tenth %d", tenth)
                    .isBetween(-4.0, 4.0);
        }
    }

    /** By ranks, ties counted half. */
    private static double rocAuc(List<Told> told) {
        List<Told> sorted = new ArrayList<>(told);
        sorted.sort(Comparator.comparingDouble(Told::probability));
        double rankSum = 0;
        double positives = 0;
        for (int start = 0; start < sorted.size(); ) {
            int end = start;
            long here = 0;
            while (end < sorted.size()
                    && sorted.get(end).probability() == sorted.get(start).probability()) {
                here += sorted.get(end++).happened() ? 1 : 0;
            }
            rankSum += here * (start + 1 + end) / 2.0;
            positives += here;
            start = end;
        }
        return (rankSum - positives * (positives + 1) / 2) / (positives * (sorted.size() - positives));
    }

    private static List<Usage> busy() {
        List<Usage> usage = new ArrayList<>();
        for (int day = 0; day < 30; day += 4) {
            usage.add(usage(FROM.plusDays(day), UsageKind.LOGIN, 30));
        }
        return usage;
    }

    private static Usage usage(LocalDate day, UsageKind kind, double amount) {
        long second = day.toEpochSecond(LocalTime.NOON, ZoneOffset.UTC);
        return new Usage(second, second, kind, amount);
    }

    /** Of the usual size, in a region and from a source whose factors are 1. */
    private static Account account(LocalDate from, LocalDate to, List<Usage> usage) {
        return new Account(
                1,
                SEEN,
                Region.NORTH,
                Source.SEARCH,
                12,
                from,
                to,
                from == null ? null : Plan.STANDARD,
                from == null ? Double.NaN : 49.0,
                1.0,
                usage);
    }
}
