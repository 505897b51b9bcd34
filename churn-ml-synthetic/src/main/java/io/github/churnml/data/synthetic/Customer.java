package io.github.churnml.data.synthetic;

import java.time.LocalDate;

/**
 * A customer as they truly are on the snapshot date, before any mess: the values are those of the file where its cell is
 * neither missing nor misspelt, rounded as they are written.
 *
 * @param number the customer's number, from 1; the file's {@code customer_id} is made of it
 * @param signupDate the day the subscription began
 * @param plan what is subscribed to
 * @param contract how long the customer is bound
 * @param tenureMonths full months from the signup to the snapshot, 0 to 72
 * @param monthlyCharge the present price of a month, two decimals
 * @param totalCharges what was charged so far, two decimals; {@code NaN} in the first month, before the first bill
 * @param usageGb30d gigabytes used in the last 30 days, one decimal
 * @param usageChangePct change of that usage against the 30 days before in percent, one decimal, −95 to 150
 * @param supportTickets90d support tickets opened in the last 90 days
 * @param avgLatencyMs mean latency in milliseconds over the last 30 days, one decimal
 * @param downtimeHours30d hours without service in the last 30 days, one decimal
 * @param latePayments12m late payments in the last 12 months, at most one per month of tenure
 * @param paymentMethod how the customer pays
 * @param autopay whether payments are made without the customer's doing
 * @param promo whether the present price is a promotional one
 * @param region where the customer lives
 * @param lastLoginDays days since the last login, 0 to 90
 * @param churned whether the customer leaves within the 60 days after the snapshot
 */
public record Customer(
        long number,
        LocalDate signupDate,
        Plan plan,
        Contract contract,
        int tenureMonths,
        double monthlyCharge,
        double totalCharges,
        double usageGb30d,
        double usageChangePct,
        int supportTickets90d,
        double avgLatencyMs,
        double downtimeHours30d,
        int latePayments12m,
        PaymentMethod paymentMethod,
        boolean autopay,
        boolean promo,
        Region region,
        int lastLoginDays,
        boolean churned) {

    /** {@return the file's identifier: {@code C-} and the number in at least seven digits} */
    public String customerId() {
        String digits = Long.toString(number);
        return "C-" + "0".repeat(Math.max(0, 7 - digits.length())) + digits;
    }

    /**
     * {@return the true log-odds of leaving, a function of this customer's other values alone; never of {@code churned}}
     */
    public double trueLogOdds() {
        return ChurnLogOdds.of(this);
    }

    /** {@return the true probability of leaving, in (0, 1): the best score that any model can give this customer} */
    public double trueProbability() {
        return 1.0 / (1.0 + StrictMath.exp(-trueLogOdds()));
    }

    Customer withChurned(boolean left) {
        return new Customer(
                number,
                signupDate,
                plan,
                contract,
                tenureMonths,
                monthlyCharge,
                totalCharges,
                usageGb30d,
                usageChangePct,
                supportTickets90d,
                avgLatencyMs,
                downtimeHours30d,
                latePayments12m,
                paymentMethod,
                autopay,
                promo,
                region,
                lastLoginDays,
                left);
    }
}
