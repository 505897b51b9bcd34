package io.github.churnml.registry.experiment;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer that a customer got while an experiment ran: what a line of an assignment log holds.
 *
 * @param at when
 * @param experiment the experiment's name
 * @param customer the customer's id
 * @param arm which model answered
 * @param version that model's version
 * @param score the probability that it gave, from 0 to 1
 * @param championScore the probability that the champion gave, which for the champion is the same; NaN if it was not asked
 * @param decision whether the model's answer was to act
 */
public record Assignment(
        Instant at,
        String experiment,
        String customer,
        Arm arm,
        String version,
        double score,
        double championScore,
        boolean decision) {

    /**
     * Checks what it is given.
     *
     * @throws DataException if the customer's id is blank, or a probability is none
     */
    public Assignment {
        ExperimentArms.requireName(experiment);
        if (customer.isBlank()) {
            throw problem("no customer's id");
        }
        if (!(score >= 0 && score <= 1)) {
            throw problem("the score " + Wording.value(score) + " where a probability from 0 to 1 is required");
        }
        if (!Double.isNaN(championScore) && !(championScore >= 0 && championScore <= 1)) {
            throw problem("the champion's score " + Wording.value(championScore)
                    + " where a probability from 0 to 1 is required");
        }
    }

    private static DataException problem(String what) {
        return new DataException("An assignment has " + what + ".", "", Where.nowhere());
    }

    /** As a line of the log holds it; the champion's score is left out where it is not known. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("ts", at.toString());
        tree.put("experiment", experiment);
        tree.put("customer", customer);
        tree.put("arm", arm.label());
        tree.put("version", version);
        tree.put("score", score);
        if (!Double.isNaN(championScore)) {
            tree.put("champion_score", championScore);
        }
        tree.put("decision", decision);
        return tree;
    }
}
