package io.github.churnml.data.synthetic;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A company that met the made-up business between 2024-07-01 and 2026-06-30, as it truly is: a prospect, a customer or a
 * former customer, with everything it did.
 *
 * @param number the account's number, from 1; the files' {@code id} is made of it
 * @param firstSeen the day it was first seen; no event is before it
 * @param region where it is
 * @param source how it came to know the business
 * @param employees its size, 1 to 5,000
 * @param from the first day as a customer, or null for a prospect
 * @param to the first day that it was no longer a customer, after {@code from}; null if it still is, or never was
 * @param plan what is subscribed to, or null for a prospect
 * @param monthlyCharge the price of a month, two decimals; {@code NaN} for a prospect
 * @param scale what all rates of usage are multiplied by, so that a customer has as many events as were asked for
 * @param usage the events in order of time, also those that were not known yet when the files were exported; copied
 */
public record Account(
        long number,
        LocalDate firstSeen,
        Region region,
        Source source,
        int employees,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Plan plan,
        double monthlyCharge,
        double scale,
        List<Usage> usage) {

    /** Copies the list. */
    public Account {
        usage = List.copyOf(usage);
    }

    /** {@return the files' identifier: {@code A-} and the number in at least seven digits} */
    public String id() {
        String digits = Long.toString(number);
        return "A-" + "0".repeat(Math.max(0, 7 - digits.length())) + digits;
    }

    /** {@return whether it has ever been a customer: it stands in {@code customers.csv}, else in {@code prospects.csv}} */
    public boolean isCustomer() {
        return from != null;
    }

    /**
     * Whether the account is a customer at the start of a day.
     *
     * @param day the day
     * @return true from {@code from} to the day before {@code to}
     */
    public boolean isCustomerOn(LocalDate day) {
        return from != null && !day.isBefore(from) && (to == null || day.isBefore(to));
    }

    /**
     * Whether the account is seen, and not yet a customer, at the start of a day.
     *
     * @param day the day
     * @return true from {@code firstSeen} to the day before {@code from}
     */
    public boolean isProspectOn(LocalDate day) {
        return !day.isBefore(firstSeen) && (from == null || day.isBefore(from));
    }

    /**
     * The true probability that a customer cancels soon, given all that can be seen before the day: its attributes and
     * every event that happened before, whether or not it had reached the log. No model of the files can rank better, but
     * for luck.
     *
     * @param day the day of the question, on which the account is a customer; its own events are not looked at
     * @param days how far ahead, 1 to 3,650
     * @return the probability that {@code to} is after {@code day} and at most {@code days} days after it, in (0, 1)
     * @throws ConfigurationException if the account is no customer on that day, or {@code days} is out of range
     */
    public double probabilityOfCancelling(LocalDate day, int days) {
        require(isCustomerOn(day), day, days, "a customer");
        return new AccountFilter(this).leaving(day, days);
    }

    /**
     * The true probability that a prospect becomes a customer soon, given all that can be seen before the day, as
     * {@link #probabilityOfCancelling} has it.
     *
     * @param day the day of the question, on which the account is a prospect; its own events are not looked at
     * @param days how far ahead, 1 to 3,650
     * @return the probability that {@code from} is after {@code day} and at most {@code days} days after it, in [0, 1)
     * @throws ConfigurationException if the account is no prospect on that day, or {@code days} is out of range
     */
    public double probabilityOfConverting(LocalDate day, int days) {
        require(isProspectOn(day), day, days, "a prospect");
        return new AccountFilter(this).leaving(day, days);
    }

    private void require(boolean holds, LocalDate day, int days, String what) {
        if (!holds || day.isAfter(AccountProcess.EXPORT)) {
            throw new ConfigurationException(
                    "Account " + Wording.value(id()) + " is not known as " + what + " on " + Wording.value(day) + ".",
                    "Maybe ask isCustomerOn or isProspectOn first, of a day up to " + AccountProcess.EXPORT + ".",
                    Where.nowhere());
        }
        if (days < 1 || days > 3650) {
            throw new ConfigurationException(
                    "The number of days " + Wording.value(days) + " must lie between 1 and 3650.",
                    "Maybe ask for 60.",
                    Where.nowhere());
        }
    }
}
