package io.github.churnml.data.synthetic;

/**
 * One customer as a line of the file, mess included. The shares below are those of lost cells; where they depend on a
 * customer's clean values the cell is missing not at random. Numbers have a fixed count of decimals and a point,
 * whatever the machine's locale; no cell needs quotes.
 */
final class CustomerLine {

    static final String HEADER = "customer_id,signup_date,plan,contract,tenure_months,monthly_charge,total_charges,"
            + "usage_gb_30d,usage_change_pct,support_tickets_90d,avg_latency_ms,downtime_hours_30d,late_payments_12m,"
            + "payment_method,autopay,promo,region,last_login_days,churned\n";

    private static final double TARGET_LOST = 0.002;

    private final StringBuilder line;
    private final Mess mess;

    private CustomerLine(StringBuilder line, Mess mess) {
        this.line = line;
        this.mess = mess;
    }

    /** Appends the customer's line with its line feed. */
    static void append(StringBuilder line, Customer customer, long seed) {
        new CustomerLine(line, new Mess(seed, customer.number())).append(customer);
    }

    private void append(Customer c) {
        line.append(c.customerId()).append(',').append(c.signupDate()).append(',');
        label(c.plan().label(), 0.0);
        label(c.contract().label(), 0.0);
        number(c.tenureMonths(), 0, 0.0);
        charges(c);
        number(c.usageGb30d(), 1, 0.01);
        number(c.usageChangePct(), 1, c.tenureMonths() < 2 ? 0.6 : 0.02);
        number(c.supportTickets90d(), 0, 0.01);
        number(c.avgLatencyMs(), 1, c.usageGb30d() < 40.0 ? 0.07 : 0.015);
        number(c.downtimeHours30d(), 1, 0.015);
        number(c.latePayments12m(), 0, c.paymentMethod() == PaymentMethod.INVOICE ? 0.08 : 0.01);
        label(c.paymentMethod().label(), 0.01);
        label(c.autopay() ? "Yes" : "No", 0.0);
        label(c.promo() ? "Yes" : "No", 0.0);
        label(c.region().label(), 0.015);
        number(c.lastLoginDays(), 0, c.tenureMonths() > 48 ? 0.10 : 0.02);
        line.append(mess.loses(TARGET_LOST) ? "" : c.churned() ? "Yes" : "No").append('\n');
    }

    private void charges(Customer c) {
        if (mess.addsCurrency()) {
            line.append('$');
            number(c.monthlyCharge(), 2, 0.0);
        } else {
            number(c.monthlyCharge(), 2, 0.005);
        }
        if (!Double.isNaN(c.totalCharges())) {
            decimal(c.totalCharges(), 2);
        }
        line.append(',');
    }

    private void number(double value, int decimals, double lost) {
        if (mess.loses(lost)) {
            line.append(mess.marker());
        } else {
            decimal(value, decimals);
        }
        line.append(',');
    }

    private void label(String label, double lost) {
        line.append(mess.loses(lost) ? mess.marker() : mess.spelled(label)).append(',');
    }

    /** Exact for the values here: they were rounded to so many decimals and are far below 2⁵³ when scaled. */
    private void decimal(double value, int decimals) {
        long scale = decimals == 0 ? 1 : decimals == 1 ? 10 : 100;
        long scaled = Math.round(Math.abs(value) * scale);
        if (value < 0 && scaled > 0) {
            line.append('-');
        }
        line.append(scaled / scale);
        if (decimals > 0) {
            line.append('.');
            long fraction = scaled % scale;
            if (decimals == 2 && fraction < 10) {
                line.append('0');
            }
            line.append(fraction);
        }
    }
}
