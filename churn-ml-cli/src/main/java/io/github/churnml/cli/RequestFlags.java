package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.serving.ChurnServerBuilder;
import io.github.churnml.serving.policy.Missing;
import io.github.churnml.serving.policy.OutOfRange;
import io.github.churnml.serving.policy.Outcome;
import io.github.churnml.serving.policy.UnknownFields;
import io.github.churnml.serving.policy.UnknownLevels;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a server takes from its callers, as options. */
final class RequestFlags {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kKmMgG]?)[bB]?");

    @Option(
            names = "--missing",
            paramLabel = "reject|impute",
            description = "A column that a row leaves out. Default: what the model says, else reject.")
    @Nullable
    Missing missing;

    @Option(
            names = "--optional",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns that a row may leave out, separated by commas; they are imputed.")
    List<String> optional = List.of();

    @Option(
            names = "--unknown-fields",
            paramLabel = "reject|ignore",
            defaultValue = "reject",
            description = "A field that the model does not know. Default: ${DEFAULT-VALUE}.")
    UnknownFields unknownFields = UnknownFields.REJECT;

    @Option(
            names = "--unknown-levels",
            paramLabel = "reject|score",
            defaultValue = "reject",
            description = "A level that training had not seen. Default: ${DEFAULT-VALUE}.")
    UnknownLevels unknownLevels = UnknownLevels.REJECT;

    @Option(
            names = "--out-of-range",
            paramLabel = "flag|reject",
            defaultValue = "flag",
            description = "A number outside the range of the training rows. Default: ${DEFAULT-VALUE}.")
    OutOfRange outOfRange = OutOfRange.FLAG;

    @Option(
            names = "--outcome",
            paramLabel = "churn|conversion",
            description = "How POST /predict answers; conversion: conversion_probability and will_convert."
                    + " Default: what the model says, else churn.")
    @Nullable
    Outcome outcome;

    @Option(
            names = "--max-body",
            paramLabel = "SIZE",
            defaultValue = "8m",
            description = "The largest body of a request, such as 500k or 8m. Default: ${DEFAULT-VALUE}.")
    String maxBody = "8m";

    @Option(
            names = "--max-rows",
            paramLabel = "N",
            defaultValue = "10000",
            description = "The most rows of a request. Default: ${DEFAULT-VALUE}.")
    int maxRows;

    void into(ChurnServerBuilder builder) {
        if (missing != null) {
            builder.missing(missing);
        }
        if (outcome != null) {
            builder.outcome(outcome);
        }
        builder.optional(optional.stream().map(String::strip).toArray(String[]::new))
                .unknownFields(unknownFields)
                .unknownLevels(unknownLevels)
                .outOfRange(outOfRange)
                .maxBodyBytes(bytes(maxBody))
                .maxRows(maxRows);
    }

    /** A size in bytes; one beyond what fits is passed on as the largest, for the builder to refuse. */
    private static int bytes(String size) {
        Matcher matcher = SIZE.matcher(size.strip());
        if (!matcher.matches()) {
            throw new ConfigurationException(
                    "Option --max-body holds " + Wording.value(size) + " where a size is required.",
                    "Maybe write it as 500k, 8m or 1g.",
                    Where.nowhere());
        }
        int shift =
                switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                    case "k" -> 10;
                    case "m" -> 20;
                    case "g" -> 30;
                    default -> 0;
                };
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(matcher.group(1)) << shift);
    }
}
