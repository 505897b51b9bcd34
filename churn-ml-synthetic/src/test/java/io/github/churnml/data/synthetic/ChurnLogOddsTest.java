package io.github.churnml.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Each term of the law against numbers worked out by hand from {@code docs/synthetic-customers.md}. */
class ChurnLogOddsTest {

    private Plan plan = Plan.BASIC;
    private Contract contract = Contract.MONTH_TO_MONTH;
    private int tenure = 18;
    private double charge = 30.0;
    private double usage = 50.0;
    private double change = 0.0;
    private int tickets = 0;
    private double latency = 60.0;
    private double downtime = 0.0;
    private int late = 0;
    private PaymentMethod method = PaymentMethod.CARD;
    private boolean autopay = false;
    private boolean promo = false;
    private Region region = Region.NORTH;
    private int login = 0;

    @Test
    void calmCustomer_onlyInterceptAndTenureCount() {
        // −1.65 − 0.6 ln(1 + 18/6) = −1.65 − 0.6 ln 4
        assertThat(logOdds()).isCloseTo(-2.4817766166719343, within(1e-12));
        assertThat(customer().trueProbability()).isCloseTo(0.07714562231810955, within(1e-12));
    }

    @Test
    void contract_binds() {
        double free = logOdds();
        contract = Contract.ONE_YEAR;
        assertThat(logOdds() - free).isCloseTo(-1.2, within(1e-12));
        contract = Contract.TWO_YEARS;
        assertThat(logOdds() - free).isCloseTo(-2.2, within(1e-12));
    }

    @Test
    void firstHalfYear_weighsOnlyWhenMonthToMonth() {
        tenure = 5;
        double free = logOdds();
        contract = Contract.ONE_YEAR;
        assertThat(logOdds() - free).isCloseTo(-1.2 - 1.1, within(1e-12));
        tenure = 6;
        contract = Contract.MONTH_TO_MONTH;
        assertThat(logOdds()).isCloseTo(-1.65 - 0.6 * Math.log(2.0), within(1e-12));
    }

    @Test
    void promotion_keepsUntilItEnds() {
        tenure = 9;
        assertThat(effectOfPromo()).isCloseTo(-0.5, within(1e-12));
        tenure = 10;
        assertThat(effectOfPromo()).isCloseTo(1.5, within(1e-12));
        tenure = 13;
        assertThat(effectOfPromo()).isCloseTo(1.5, within(1e-12));
        tenure = 14;
        assertThat(effectOfPromo()).isCloseTo(-0.5, within(1e-12));
    }

    @Test
    void price_countsAbove45() {
        double cheap = logOdds();
        charge = 45.0;
        assertThat(logOdds() - cheap).isZero();
        charge = 85.0;
        assertThat(logOdds() - cheap).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void largePlanHardlyUsed_countsOnlyThere() {
        double basic = logOdds();
        plan = Plan.PREMIUM;
        assertThat(logOdds() - basic).isCloseTo(1.4, within(1e-12));
        usage = 100.0;
        assertThat(logOdds() - basic).isZero();
    }

    @Test
    void usageDrop_stepsAtThirtyPercentAndWithLogins() {
        double calm = logOdds();
        change = -30.0;
        assertThat(logOdds() - calm).isZero();
        change = -40.0;
        assertThat(logOdds() - calm).isCloseTo(1.5 + 0.2, within(1e-12));
        login = 15;
        assertThat(logOdds() - calm).isCloseTo(1.5 + 0.2 + 0.3 + 1.0, within(1e-12));
        change = 0.0;
        login = 80;
        assertThat(logOdds() - calm).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void service_ticketsOnASlowLineAreWorst() {
        double calm = logOdds();
        tickets = 1;
        assertThat(logOdds() - calm).isZero();
        tickets = 9;
        assertThat(logOdds() - calm).isCloseTo(1.2, within(1e-12));
        tickets = 0;
        latency = 90.0;
        assertThat(logOdds() - calm).isCloseTo(0.24, within(1e-12));
        tickets = 2;
        assertThat(logOdds() - calm).isCloseTo(0.24 + 0.3 + 1.8, within(1e-12));
        tickets = 0;
        latency = 400.0;
        downtime = 30.0;
        assertThat(logOdds() - calm).isCloseTo(0.96 + 1.2, within(1e-12));
    }

    @Test
    void payment_latenessWeighsMoreWithoutAutopay() {
        double calm = logOdds();
        late = 2;
        assertThat(logOdds() - calm).isCloseTo(0.7 + 1.0, within(1e-12));
        autopay = true;
        late = 7;
        assertThat(logOdds() - calm).isCloseTo(-0.3 + 1.05, within(1e-12));
        late = 0;
        method = PaymentMethod.INVOICE;
        region = Region.CAPITAL;
        assertThat(logOdds() - calm).isCloseTo(-0.3 + 0.3 + 0.15, within(1e-12));
    }

    private double effectOfPromo() {
        promo = false;
        double without = logOdds();
        promo = true;
        return logOdds() - without;
    }

    private double logOdds() {
        return customer().trueLogOdds();
    }

    private Customer customer() {
        return new Customer(
                1,
                LocalDate.of(2025, 1, 1),
                plan,
                contract,
                tenure,
                charge,
                tenure * charge,
                usage,
                change,
                tickets,
                latency,
                downtime,
                late,
                method,
                autopay,
                promo,
                region,
                login,
                false);
    }
}
