package io.github.churnml.prepare;

import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;

/** Reads a {@link DerivedFeature} from settings, each kind with its own keys. */
final class DerivedFeatureReader {

    private static final List<String> KINDS = List.of(
            "ratio",
            "countOf",
            "difference",
            "bucket",
            "sum",
            "product",
            "log",
            "daysBetween",
            "daysSince",
            "datePart",
            "interaction",
            "quantileBucket");

    private DerivedFeatureReader() {}

    static DerivedFeature read(Settings settings) {
        String kind = settings.choice("kind", KINDS);
        String name = settings.text("name");
        DerivedFeature derived =
                switch (kind) {
                    case "ratio" ->
                        new DerivedFeature.Ratio(name, settings.text("numerator"), settings.text("denominator"));
                    case "countOf" ->
                        new DerivedFeature.CountOf(name, settings.text("value"), settings.texts("columns"));
                    case "difference" ->
                        new DerivedFeature.Difference(name, settings.text("minuend"), settings.text("subtrahend"));
                    case "bucket" -> new DerivedFeature.Bucket(name, settings.text("column"), edges(settings));
                    case "sum" -> new DerivedFeature.Sum(name, settings.texts("columns"));
                    case "product" -> new DerivedFeature.Product(name, settings.texts("columns"));
                    case "log" -> new DerivedFeature.Log(name, settings.text("column"));
                    case "daysBetween" ->
                        new DerivedFeature.DaysBetween(name, settings.text("from"), settings.text("to"));
                    case "daysSince" -> new DerivedFeature.DaysSince(name, settings.text("column"), date(settings));
                    case "datePart" -> new DerivedFeature.PartOfDate(name, settings.text("column"), part(settings));
                    case "interaction" ->
                        new DerivedFeature.Interaction(name, settings.text("first"), settings.text("second"));
                    default ->
                        new DerivedFeature.QuantileBucket(name, settings.text("column"), (int)
                                settings.integer("buckets", 2, DerivedFeature.QuantileBucket.MOST_BUCKETS));
                };
        settings.finish();
        return derived;
    }

    private static List<Double> edges(Settings settings) {
        return Arrays.stream(settings.numbers("edges")).boxed().toList();
    }

    private static LocalDate date(Settings settings) {
        String text = settings.text("asOf");
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw settings.problem(
                    "Key " + Wording.name(settings.nameOf("asOf")) + " holds " + Wording.value(text)
                            + " where a date such as 2026-11-21 is required.",
                    "");
        }
    }

    private static DatePart part(Settings settings) {
        List<String> labels =
                Arrays.stream(DatePart.values()).map(DatePart::label).toList();
        return DatePart.values()[labels.indexOf(settings.choice("part", labels))];
    }
}
