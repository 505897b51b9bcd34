package io.github.churnml.spring;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A customer of whom the contract is not known, as an application's own record that only its package can read. */
record Narrow(
        String signupDate,
        String plan,
        @Nullable Double tenureMonths,
        @Nullable Double monthlyCharge,
        @Nullable Double totalCharges,
        @Nullable Double usageGb30d,
        @Nullable Double usageChangePct,
        @Nullable Double supportTickets90d,
        @Nullable Double avgLatencyMs,
        @Nullable Double downtimeHours30d,
        @Nullable Double latePayments12m,
        String paymentMethod,
        String autopay,
        String promo,
        String region,
        @Nullable Double lastLoginDays) {

    static Narrow of(Map<String, String> row) {
        return new Narrow(
                text(row, "signup_date"),
                text(row, "plan"),
                number(row, "tenure_months"),
                number(row, "monthly_charge"),
                number(row, "total_charges"),
                number(row, "usage_gb_30d"),
                number(row, "usage_change_pct"),
                number(row, "support_tickets_90d"),
                number(row, "avg_latency_ms"),
                number(row, "downtime_hours_30d"),
                number(row, "late_payments_12m"),
                text(row, "payment_method"),
                text(row, "autopay"),
                text(row, "promo"),
                text(row, "region"),
                number(row, "last_login_days"));
    }

    private static @Nullable Double number(Map<String, String> row, String name) {
        String text = text(row, name);
        return text.isEmpty() ? null : Double.valueOf(text);
    }

    private static String text(Map<String, String> row, String name) {
        return String.valueOf(row.get(name));
    }
}
