package io.github.churnml;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.prepare.Input;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A synthetic customer as an application's own record: primitives where it knows, boxes where it may not. */
record Subscriber(
        @Nullable LocalDate signupDate,
        @Nullable String plan,
        @Nullable String contract,
        int tenureMonths,
        double monthlyCharge,
        double totalCharges,
        double usageGb30d,
        double usageChangePct,
        @Nullable Integer supportTickets90d,
        double avgLatencyMs,
        double downtimeHours30d,
        @Nullable Integer latePayments12m,
        @Nullable String paymentMethod,
        @Nullable String autopay,
        @Nullable String promo,
        @Nullable String region,
        @Nullable Long lastLoginDays,
        String somethingElse) {

    /** The values of a table's row as an application would hold them: dates, numbers and texts. */
    static Map<String, @Nullable Object> values(Dataset data, Scorer scorer, int row) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Input input : scorer.inputs()) {
            Column column = data.column(input.name());
            values.put(input.name(), value(input, column.text(row)));
        }
        return values;
    }

    static Subscriber of(Map<String, ? extends @Nullable Object> values) {
        return new Subscriber(
                (LocalDate) values.get("signup_date"),
                (String) values.get("plan"),
                (String) values.get("contract"),
                (int) number(values.get("tenure_months")),
                number(values.get("monthly_charge")),
                number(values.get("total_charges")),
                number(values.get("usage_gb_30d")),
                number(values.get("usage_change_pct")),
                whole(values.get("support_tickets_90d")),
                number(values.get("avg_latency_ms")),
                number(values.get("downtime_hours_30d")),
                whole(values.get("late_payments_12m")),
                (String) values.get("payment_method"),
                (String) values.get("autopay"),
                (String) values.get("promo"),
                (String) values.get("region"),
                values.get("last_login_days") == null ? null : (long) number(values.get("last_login_days")),
                "ignored");
    }

    private static @Nullable Object value(Input input, @Nullable String text) {
        if (text == null || !input.levels().isEmpty()) {
            return text;
        }
        double number = input.read(text, 0);
        if (Double.isNaN(number)) {
            return null;
        }
        return input.type() == ColumnType.DATE ? LocalDate.ofEpochDay((long) number) : (Object) number;
    }

    private static double number(@Nullable Object value) {
        return value == null ? Double.NaN : ((Number) value).doubleValue();
    }

    private static @Nullable Integer whole(@Nullable Object value) {
        return value == null ? null : ((Number) value).intValue();
    }
}
