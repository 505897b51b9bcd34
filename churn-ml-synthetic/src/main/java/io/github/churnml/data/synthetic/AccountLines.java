package io.github.churnml.data.synthetic;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Accounts as lines of the three files. Numbers have a fixed count of decimals and a point, whatever the machine's locale;
 * no cell needs quotes.
 */
final class AccountLines {

    static final String CUSTOMERS = "id,first_seen,from,to,plan,monthly_charge,region,source,employees\n";
    static final String PROSPECTS = "id,first_seen,region,source,employees\n";
    static final String USAGE = "id,at,known_at,kind,amount\n";

    /** Every day that the files name, as text: writing one is much dearer than copying it. */
    private final String[] days;

    private final long firstDay = AccountProcess.START.toEpochDay();

    AccountLines() {
        days = new String[(int) (AccountProcess.EXPORT.toEpochDay() - firstDay)];
        for (int i = 0; i < days.length; i++) {
            days[i] = LocalDate.ofEpochDay(firstDay + i).toString();
        }
    }

    /** Appends the line of {@code customers.csv} or {@code prospects.csv}. */
    void account(StringBuilder line, Account account) {
        line.append(account.id()).append(',');
        day(line, account.firstSeen());
        if (account.plan() != null) {
            day(line, account.from());
            day(line, account.to());
            line.append(account.plan().label()).append(',');
            money(line, account.monthlyCharge());
            line.append(',');
        }
        line.append(account.region().label()).append(',');
        line.append(account.source().label()).append(',');
        line.append(account.employees()).append('\n');
    }

    /** Appends the lines of {@code usage.csv}, and tells how many. */
    int usage(StringBuilder lines, Account account) {
        String id = account.id();
        int written = 0;
        for (Usage usage : account.usage()) {
            if (usage.isExported()) {
                lines.append(id).append(',');
                time(lines, usage.atSecond());
                time(lines, usage.knownAtSecond());
                lines.append(usage.kind().label()).append(',');
                amount(lines, usage);
                lines.append('\n');
                written++;
            }
        }
        return written;
    }

    private static void amount(StringBuilder line, Usage usage) {
        switch (usage.kind()) {
            case LOGIN, EXPORT -> line.append((long) usage.amount());
            case PAYMENT_FAILED -> money(line, usage.amount());
            case TICKET -> {
                // There is no amount.
            }
        }
    }

    private void day(StringBuilder line, @Nullable LocalDate day) {
        if (day != null) {
            line.append(days[(int) (day.toEpochDay() - firstDay)]);
        }
        line.append(',');
    }

    private void time(StringBuilder line, long second) {
        long day = Math.floorDiv(second, (long) Usage.SECONDS_PER_DAY);
        int ofDay = (int) (second - day * Usage.SECONDS_PER_DAY);
        line.append(days[(int) (day - firstDay)]);
        two(line.append('T'), ofDay / 3600);
        two(line.append(':'), ofDay / 60 % 60);
        two(line.append(':'), ofDay % 60);
        line.append(',');
    }

    private static void money(StringBuilder line, double money) {
        long cents = Math.round(money * 100);
        line.append(cents / 100).append('.');
        two(line, (int) (cents % 100));
    }

    private static void two(StringBuilder line, int number) {
        line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
