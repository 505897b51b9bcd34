package io.github.churnml.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.churnml.Prediction;
import io.github.churnml.data.Outcome;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.explain.Reason;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * One customer's prediction as a row of a table.
 *
 * @param customer the customer's id: not blank, at most 200 characters, without blanks around it
 * @param probability the probability
 * @param predicted the decision, as {@code predict} writes it
 * @param tier {@code low}, {@code medium} or {@code high}
 * @param reasons why, as a JSON list of objects with {@code column}, {@code value}, {@code contribution}, {@code sentence}
 */
public record PredictionRow(String customer, double probability, String predicted, String tier, String reasons) {

    private static final int LONGEST_ID = 200;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    /**
     * Makes the row of a prediction, which may be done on any thread: reasons take longer than all else.
     *
     * @param customer the customer's id; blanks around it are taken off
     * @param row the 1-based row that it comes from, for messages
     * @param prediction what the model says
     * @param outcome what the model predicts
     * @param reasons how many reasons to give at most; 0 for none
     * @return the row
     * @throws DataException if the id is blank or longer than 200 characters
     */
    public static PredictionRow of(String customer, long row, Prediction prediction, Outcome outcome, int reasons) {
        String id = customer.strip();
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new DataException(
                    "Row " + row + " has "
                            + (id.isEmpty()
                                    ? "no customer's id."
                                    : "a customer's id of more than " + LONGEST_ID + " characters."),
                    "Maybe another column holds the ids, or leave the row out.",
                    Where.nowhere().row(row));
        }
        return new PredictionRow(
                id,
                prediction.probability(),
                outcome.decision(prediction.positive(), prediction.label()),
                prediction.tier().label(),
                json(reasons == 0 ? List.of() : prediction.reasons(reasons)));
    }

    private static String json(List<Reason> reasons) {
        if (reasons.isEmpty()) {
            return "[]";
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Reason reason : reasons) {
                json.writeStartObject();
                json.writeStringField("column", reason.column());
                json.writeStringField("value", reason.value());
                json.writeNumberField("contribution", reason.contribution());
                json.writeStringField("sentence", reason.sentence());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** {@return the decision and the tier; no customer} */
    @Override
    public String toString() {
        return "PredictionRow[" + Wording.plain(predicted) + ", " + tier + "]";
    }
}
