package io.github.churnml.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.files.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticEventsTest {

    private static final List<String> NAMES =
            List.of(SyntheticEvents.CUSTOMERS_FILE, SyntheticEvents.PROSPECTS_FILE, SyntheticEvents.USAGE_FILE);

    @TempDir
    Path folder;

    @Test
    void bytes_ofSeed42_areTheOnesReleased() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] file : written(300, 42)) {
            all.write(file);
        }
        assertThat(Sha256.hex(all.toByteArray()))
                .as("a change here changes what every seed means: see docs/synthetic-events.md")
                .isEqualTo("42e978c5b7c6fab44eb891fad6bf126bbb791442b318960aedf8382d487aef7d");
    }

    @Test
    void bytes_inAnotherLocale_areTheSame() throws IOException {
        List<byte[]> expected = written(50, 42);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            assertThat(written(50, 42))
                    .zipSatisfy(expected, (file, same) -> assertThat(file).isEqualTo(same));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {42, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void shortFiles_anySeed_areTheBeginningOfLongerOnes(long seed) throws IOException {
        assertThat(written(150, seed)).zipSatisfy(written(100, seed), (longer, shorter) -> assertThat(longer)
                .startsWith(shorter));
    }

    @Test
    void account_drawnAlone_isTheOneOfTheFiles() {
        SyntheticEvents events = new SyntheticEvents(200, 7);
        for (Account account : events) {
            assertThat(events.account(account.number())).isEqualTo(account);
        }
    }

    @Test
    void lines_ofTheFiles_areTheAccounts() throws IOException {
        SyntheticEvents events = new SyntheticEvents(100, 7);
        SyntheticEvents.Written written = events.writeCsv(folder);
        List<String> customers = Files.readAllLines(folder.resolve("customers.csv"));
        List<String> prospects = Files.readAllLines(folder.resolve("prospects.csv"));
        List<String> usage = Files.readAllLines(folder.resolve("usage.csv"));
        assertThat(customers)
                .hasSize(101)
                .startsWith("id,first_seen,from,to,plan,monthly_charge,region,source,employees");
        assertThat(prospects)
                .hasSize((int) written.prospects() + 1)
                .startsWith("id,first_seen,region,source,employees");
        assertThat(usage).hasSize((int) written.events() + 1).startsWith("id,at,known_at,kind,amount");
        List<String> expected = new ArrayList<>();
        for (Account a : events) {
            for (Usage u : a.usage()) {
                if (u.isExported()) {
                    String amount = Double.isNaN(u.amount())
                            ? ""
                            : u.kind() == UsageKind.PAYMENT_FAILED
                                    ? String.format(Locale.ROOT, "%.2f", u.amount())
                                    : Long.toString((long) u.amount());
                    expected.add(String.join(
                            ",",
                            a.id(),
                            time(u.at()),
                            time(u.knownAt()),
                            u.kind().label(),
                            amount));
                }
            }
            String tail = a.region().label() + "," + a.source().label() + "," + a.employees();
            if (a.isCustomer()) {
                assertThat(customers)
                        .contains(a.id() + "," + a.firstSeen() + "," + a.from() + "," + (a.to() == null ? "" : a.to())
                                + "," + a.plan().label() + ","
                                + String.format(Locale.ROOT, "%.2f", a.monthlyCharge()) + "," + tail);
            } else {
                assertThat(prospects).contains(a.id() + "," + a.firstSeen() + "," + tail);
            }
        }
        assertThat(usage.subList(1, usage.size())).isEqualTo(expected);
    }

    @Test
    void everyAccount_keepsTheStatedRanges() {
        Set<UsageKind> kinds = new HashSet<>();
        Set<Region> regions = new HashSet<>();
        long late = 0;
        long all = 0;
        for (Account a : new SyntheticEvents(3_000, 3)) {
            regions.add(a.region());
            assertThat(a.firstSeen()).isBetween(LocalDate.of(2024, 7, 1), LocalDate.of(2026, 6, 30));
            assertThat(a.employees()).isBetween(1, 5000);
            assertThat(a.plan() == null).isEqualTo(a.from() == null).isEqualTo(Double.isNaN(a.monthlyCharge()));
            if (a.from() != null) {
                assertThat(a.from()).isAfter(a.firstSeen()).isBeforeOrEqualTo(LocalDate.of(2026, 6, 30));
                assertThat(a.monthlyCharge()).isBetween(26.0, 87.0);
            }
            if (a.to() != null) {
                assertThat(a.to()).isAfter(a.from()).isBeforeOrEqualTo(LocalDate.of(2026, 6, 30));
            }
            LocalDate end = a.to() == null ? LocalDate.of(2026, 7, 1) : a.to();
            long before = Long.MIN_VALUE;
            for (Usage u : a.usage()) {
                all++;
                kinds.add(u.kind());
                assertThat(u.atSecond()).isGreaterThanOrEqualTo(before);
                before = u.atSecond();
                assertThat(u.at())
                        .isAfterOrEqualTo(a.firstSeen().atStartOfDay())
                        .isBefore(end.atStartOfDay());
                assertThat(u.knownAt()).isBetween(u.at(), u.at().plusDays(10));
                assertThat(Double.isNaN(u.amount())).isEqualTo(u.kind() == UsageKind.TICKET);
                late += u.knownAtSecond() > u.atSecond() ? 1 : 0;
                if (u.kind() == UsageKind.PAYMENT_FAILED) {
                    assertThat(a.isCustomerOn(u.at().toLocalDate())).isTrue();
                    assertThat((u.at().toLocalDate().toEpochDay() - a.from().toEpochDay()) % 30)
                            .isZero();
                }
            }
        }
        assertThat(kinds).hasSize(UsageKind.values().length);
        assertThat(regions).hasSize(Region.values().length);
        assertThat(late / (double) all).isCloseTo(0.1, within(0.005));
    }

    @Test
    void usageFile_holdsOnlyWhatWasKnownAtTheExport() throws IOException {
        new SyntheticEvents(500, 5).writeCsv(folder);
        try (Stream<String> lines = Files.lines(folder.resolve("usage.csv"))) {
            assertThat(lines.skip(1)).allMatch(line -> line.split(",")[2].compareTo("2026-07-01") < 0);
        }
        long left = 0;
        for (Account account : new SyntheticEvents(500, 5)) {
            left += account.usage().stream().filter(u -> !u.isExported()).count();
        }
        assertThat(left).as("events that were not known yet").isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {40, 10, 100})
    void eventsPerCustomer_onAverage_areAboutWhatWasAsked(double asked) {
        long events = 0;
        for (Account account : new SyntheticEvents(3_000, 11, asked)) {
            events += account.isCustomer() ? account.usage().size() : 0;
        }
        assertThat(events / 3_000.0).isCloseTo(asked, within(0.06 * asked));
    }

    @Test
    void eventsPerCustomer_whateverTheyAre_leaveDatesAsTheyAre() {
        SyntheticEvents few = new SyntheticEvents(200, 7, 5);
        for (Account account : new SyntheticEvents(200, 7, 80)) {
            Account same = few.account(account.number());
            assertThat(same.from()).isEqualTo(account.from());
            assertThat(same.to()).isEqualTo(account.to());
            assertThat(same.plan()).isEqualTo(account.plan());
        }
    }

    @Test
    void usage_inTheFourWeeksBeforeCancelling_isLessThanHalfOfTheUsual() {
        long cancelled = 0;
        long before = 0;
        long staying = 0;
        long usual = 0;
        for (Account a : new SyntheticEvents(5_000, 42)) {
            if (a.from() == null || !a.isCustomerOn(a.from().plusDays(60))) {
                continue;
            }
            LocalDate end = a.to() == null ? AccountProcess.EXPORT : a.to();
            long logins = a.usage().stream()
                    .filter(u -> u.kind() == UsageKind.LOGIN && u.isBefore(end) && !u.isBefore(end.minusDays(28)))
                    .count();
            if (a.to() == null) {
                staying++;
                usual += logins;
            } else {
                cancelled++;
                before += logins;
            }
        }
        assertThat(cancelled).isGreaterThan(500);
        assertThat(before / (double) cancelled).isLessThan(0.5 * usual / staying);
    }

    @Test
    void customers_onAverage_haveUsedTheProductBeforeTheyBecameOne() {
        long trial = 0;
        for (Account a : new SyntheticEvents(2_000, 42)) {
            if (a.from() != null) {
                LocalDate from = a.from();
                trial += a.usage().stream().filter(u -> u.isBefore(from)).count();
            }
        }
        assertThat(trial / 2_000.0).isBetween(8.0, 10.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5, 100_000_001L, Long.MIN_VALUE, Long.MAX_VALUE})
    void customers_outOfRange_areRefused(long customers) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new SyntheticEvents(customers, 42))
                .withMessage("The number of customers (" + customers
                        + ") must lie between 1 and 100000000.\nMaybe ask for 8000.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.99, 1000.5, Double.NaN, Double.POSITIVE_INFINITY})
    void eventsPerCustomer_outOfRange_areRefused(double events) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new SyntheticEvents(1, 42, events))
                .withMessageStartingWith("The number of events per customer (" + events)
                .withMessageEndingWith("must lie between 1 and 1000.\nMaybe ask for 40.");
    }

    @Test
    void account_numberBelowOne_isRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new SyntheticEvents(1, 42).account(0))
                .withMessage("There is no account number (0).\nMaybe count from 1.");
    }

    @Test
    void writeCsv_folderIsAFile_failsAndLeavesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> new SyntheticEvents(10, 42).writeCsv(file))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot be written");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void writeCsv_stoppedMidway_leavesNothing() throws IOException {
        assertThatThrownBy(
                        () -> new SyntheticEvents(10_000, 42).writeCsv(folder.resolve("new"), (stage, done, total) -> {
                            throw new IllegalStateException("stop");
                        }))
                .hasMessage("stop");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void writeCsv_progress_endsWithTheLastCustomer() {
        List<Long> done = new ArrayList<>();
        new SyntheticEvents(5_000, 42, 1).writeCsv(folder, (stage, at, total) -> {
            assertThat(total).isEqualTo(5_000);
            done.add(at);
        });
        assertThat(done).containsExactly(4096L, 5000L);
    }

    private static String time(LocalDateTime at) {
        return at.format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT));
    }

    private List<byte[]> written(long customers, long seed) throws IOException {
        Path target = folder.resolve("c" + customers);
        new SyntheticEvents(customers, seed).writeCsv(target);
        List<byte[]> files = new ArrayList<>();
        for (String name : NAMES) {
            files.add(Files.readAllBytes(target.resolve(name)));
        }
        return files;
    }
}
