package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.data.synthetic.Account;
import io.github.churnml.data.synthetic.Contract;
import io.github.churnml.data.synthetic.Customer;
import io.github.churnml.data.synthetic.PaymentMethod;
import io.github.churnml.data.synthetic.Plan;
import io.github.churnml.data.synthetic.Region;
import io.github.churnml.data.synthetic.Source;
import io.github.churnml.data.synthetic.SyntheticCustomers;
import io.github.churnml.data.synthetic.SyntheticEvents;
import io.github.churnml.data.synthetic.Usage;
import io.github.churnml.data.synthetic.UsageKind;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers whose law is known, as somebody asks of them who wants to know how good a model could be at best. */
class KnownLawTest {

    private static final LocalDate NEW_YEAR = LocalDate.of(2025, 1, 1);

    /** Half a year with us, Standard at 45 a month, by card, in the north; nothing about the service is wrong. */
    private static Customer calm(Contract contract, PaymentMethod paid, Region region, Plan plan, double usage) {
        return new Customer(
                7, NEW_YEAR, plan, contract, 6, 45, 270, usage, 0, 0, 50, 0, 0, paid, false, false, region, 0, false);
    }

    private static double logOdds(Contract contract, PaymentMethod paid, Region region, Plan plan, double usage) {
        return calm(contract, paid, region, plan, usage).trueLogOdds();
    }

    /** The equations of docs/synthetic-customers.md, for a customer of whom most of their terms are 0. */
    @Test
    void trueLogOdds_ofACalmCustomer_areThoseByHand() {
        double calm = -1.65 - 0.6 * Math.log(2);

        assertThat(logOdds(Contract.MONTH_TO_MONTH, PaymentMethod.CARD, Region.NORTH, Plan.STANDARD, 90))
                .isCloseTo(calm, within(1e-12));
        assertThat(logOdds(Contract.TWO_YEARS, PaymentMethod.INVOICE, Region.HIGHLANDS, Plan.STANDARD, 90))
                .isCloseTo(calm - 2.2 + 0.3 - 0.2, within(1e-12));
        assertThat(logOdds(Contract.ONE_YEAR, PaymentMethod.CARD, Region.NORTH, Plan.PREMIUM, 90))
                .as("a large plan hardly used")
                .isCloseTo(calm - 1.2 + 1.4, within(1e-12));
    }

    @Test
    void customers_drawnAlone_areThoseOfTheFile(@TempDir Path folder) {
        SyntheticCustomers customers = new SyntheticCustomers(500, 3);
        customers.writeCsv(folder.resolve("customers.csv"));
        Dataset table = Tables.readCsv(folder.resolve("customers.csv"));

        int row = 0;
        double expected = 0;
        int left = 0;
        for (Customer customer : customers) {
            assertThat(table.column("customer_id").text(row++)).isEqualTo(customer.customerId());
            assertThat(customer.trueProbability()).isEqualTo(1 / (1 + StrictMath.exp(-customer.trueLogOdds())));
            expected += customer.trueProbability();
            left += customer.churned() ? 1 : 0;
        }
        assertThat(row).isEqualTo(table.rows()).isEqualTo(500);
        assertThat((double) left).as("as many leave as the law says").isCloseTo(expected, within(40.0));
        assertThat(customers.customer(12)).isEqualTo(new SyntheticCustomers(1, 3).customer(12));
    }

    @Test
    void accounts_whoGoQuiet_areLikelierToCancel() {
        LocalDate start = NEW_YEAR.plusDays(5);
        LocalDate asked = start.plusDays(60);
        List<Usage> busy = new ArrayList<>();
        for (LocalDate day = start; day.isBefore(asked); day = day.plusDays(1)) {
            long noon = day.toEpochDay() * 86_400 + 43_200;
            busy.add(new Usage(noon, noon, UsageKind.LOGIN, 25));
        }

        Account active = account(start, busy);
        Account quiet = account(start, List.of());

        assertThat(busy.get(0).at()).isEqualTo(start.atTime(12, 0));
        assertThat(active.isCustomerOn(asked)).isTrue();
        assertThat(active.isProspectOn(asked)).isFalse();
        assertThat(quiet.probabilityOfCancelling(asked, 30))
                .isGreaterThan(3 * active.probabilityOfCancelling(asked, 30));
    }

    private static Account account(LocalDate from, List<Usage> usage) {
        return new Account(1, NEW_YEAR, Region.COAST, Source.REFERRAL, 12, from, null, Plan.STANDARD, 59, 1, usage);
    }

    @Test
    void events_ofAccounts_areOfEveryKindAndSource() {
        Map<UsageKind, Integer> kinds = new EnumMap<>(UsageKind.class);
        Map<Source, Integer> sources = new EnumMap<>(Source.class);
        for (Account account : new SyntheticEvents(200, 5)) {
            sources.merge(account.source(), 1, Integer::sum);
            for (Usage usage : account.usage()) {
                kinds.merge(usage.kind(), 1, Integer::sum);
                assertThat(usage.knownAt()).isAfterOrEqualTo(usage.at());
            }
        }
        assertThat(kinds).hasSize(UsageKind.values().length);
        assertThat(kinds.get(UsageKind.LOGIN)).isGreaterThan(kinds.get(UsageKind.TICKET));
        assertThat(sources).containsOnlyKeys(Source.values());
        assertThat(sources.get(Source.SEARCH)).isGreaterThan(sources.get(Source.PARTNER));
    }

    @Test
    void files_ofEvents_holdWhatIsSaid(@TempDir Path folder) {
        SyntheticEvents.Written written = new SyntheticEvents(60, 5).writeCsv(folder);

        assertThat(written.customers()).isEqualTo(60);
        assertThat(Tables.readCsv(folder.resolve(SyntheticEvents.CUSTOMERS_FILE))
                        .rows())
                .isEqualTo(60);
        assertThat(Tables.readCsv(folder.resolve(SyntheticEvents.PROSPECTS_FILE))
                        .rows())
                .isEqualTo((int) written.prospects());
        assertThat(Tables.readCsv(folder.resolve(SyntheticEvents.USAGE_FILE)).rows())
                .isEqualTo((int) written.events());
    }
}
