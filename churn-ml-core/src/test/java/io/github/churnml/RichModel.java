package io.github.churnml;

import io.github.churnml.data.Dataset;
import io.github.churnml.learn.Learner;
import io.github.churnml.prepare.Cleaning;
import io.github.churnml.prepare.DatePart;
import io.github.churnml.prepare.Derive;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.prepare.Imputing;
import io.github.churnml.prepare.Imputing.Fill;
import io.github.churnml.prepare.Winsorising;
import java.time.LocalDate;
import java.util.Map;

/** A pipeline with every kind of step, for synthetic customers: what scoring a row may cost at most. */
final class RichModel {

    private RichModel() {}

    static ChurnPipeline pipeline(Learner learner) {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .clean(Cleaning.standard()
                        .withFoldCase(true)
                        .withMissing("-999")
                        .withSynonyms("contract", Map.of("m2m", "Month-to-month")))
                .derive(
                        Derive.ratio("charge_per_month", "total_charges", "tenure_months"),
                        Derive.difference("overcharge", "charge_per_month", "monthly_charge"),
                        Derive.sum("trouble", "support_tickets_90d", "late_payments_12m"),
                        Derive.product("lost_hours", "downtime_hours_30d", "usage_gb_30d"),
                        Derive.log("log_charges", "total_charges"),
                        Derive.bucket("years", "tenure_months", 12, 24),
                        Derive.quantileBucket("usage_group", "usage_gb_30d", 5),
                        Derive.interaction("contract & usage", "contract", "usage_group"),
                        Derive.countOf("yes", "Yes", "autopay", "promo"),
                        Derive.daysSince("age", "signup_date", LocalDate.of(2026, 1, 1)),
                        Derive.datePart("weekday", "signup_date", DatePart.DAY_OF_WEEK),
                        Derive.datePart("quarter", "signup_date", DatePart.QUARTER))
                .impute(Imputing.standard()
                        .with("usage_gb_30d", Fill.MEDIAN.by("plan"))
                        .with("region", Fill.MOST_FREQUENT.by("contract"))
                        .with("late_payments_12m", Fill.constant(0))
                        .withIndicator(true))
                .encode(Encoding.standard()
                        .with("region", Encoding.Levels.TARGET)
                        .with("payment_method", Encoding.Levels.FREQUENCY)
                        .withRareBelow(5)
                        .withScale(Encoding.Scale.ROBUST)
                        .withWinsorising(new Winsorising(0.01, 0.99)))
                .learner(learner)
                // What its predictors say is compared to the bit.
                .calibrate("none")
                .seed(5)
                .build();
    }

    static ChurnModel of(Learner learner, Dataset data) {
        return pipeline(learner).fit(data, FitOptions.standard().withCreated(SmallModel.THEN));
    }
}
