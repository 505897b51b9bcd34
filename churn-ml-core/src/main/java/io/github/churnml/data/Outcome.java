package io.github.churnml.data;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the positive class of a target is, and so the words in which models speak of it: customers who leave, where nothing
 * else is said, or one such as a conversion, which may be a good one. It turns words and never a number. An immutable
 * value; the {@code outcome} of a pipeline.
 *
 * @param name what it is called: {@code churn}, {@code conversion}, {@code renewal}
 * @param good whether it is wished for, so that one speaks of a chance and not of a risk
 * @param verb what a customer does: {@code leave}, {@code convert}, {@code renew}; underscores stand for blanks
 */
public record Outcome(String name, boolean good, String verb) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");
    private static final Map<String, String> VERBS =
            Map.of("churn", "leave", "conversion", "convert", "renewal", "renew", "reactivation", "reactivate");
    private static final Outcome CHURN = new Outcome("churn", false);

    /**
     * Checks the words.
     *
     * @throws ConfigurationException if one is no word of at most 40 letters, digits and underscores that begins with a
     *     letter, or if churn is called good
     */
    public Outcome {
        require("name", name);
        require("verb", verb);
        if (good && name.equals("churn")) {
            throw new ConfigurationException(
                    "Key 'outcome' holds a good outcome of the name 'churn'.",
                    "Maybe name what is wished for: outcome: {name: renewal, good: true}.",
                    Where.nowhere());
        }
    }

    /**
     * An outcome whose verb follows from its name: {@code convert} of conversion, {@code renew} of renewal, {@code
     * reactivate} of reactivation, {@code leave} of churn; of any other the name itself, as in {@code upgrade}.
     *
     * @param name what it is called
     * @param good whether it is wished for
     * @throws ConfigurationException as the other one says
     */
    public Outcome(String name, boolean good) {
        this(name, good, VERBS.getOrDefault(name, name));
    }

    private static void require(String key, String word) {
        if (!WORD.matcher(word).matches()) {
            throw new ConfigurationException(
                    "Key 'outcome' holds the " + key + " " + Wording.value(word)
                            + " where a word of letters, digits and underscores is required.",
                    "Maybe write it as outcome: {name: conversion, good: true, verb: convert}.",
                    Where.nowhere());
        }
    }

    /** {@return customers leave: what is meant where nothing else is said} */
    public static Outcome churn() {
        return CHURN;
    }

    /**
     * Reads what {@link #settings} gave; {@code verb} follows from the name where it is absent.
     *
     * @param settings the keys {@code name}, {@code good} and {@code verb}
     * @return the outcome
     */
    public static Outcome of(Settings settings) {
        String name = settings.text("name");
        boolean good = settings.flag("good");
        Outcome read = settings.has("verb") ? new Outcome(name, good, settings.text("verb")) : new Outcome(name, good);
        settings.finish();
        return read;
    }

    /**
     * What a pipeline's settings say.
     *
     * @param pipeline the settings, as a model keeps them
     * @return the outcome; that customers leave where they do not say
     */
    public static Outcome ofPipeline(Map<String, Object> pipeline) {
        Settings settings = Settings.of(pipeline, Blame.configuration(null));
        return settings.has("outcome") ? of(settings.section("outcome")) : CHURN;
    }

    /** {@return the settings as YAML has them} */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("name", name);
        settings.put("good", good);
        settings.put("verb", verb);
        return settings;
    }

    /** {@return whether customers leave and nothing else was said, so that every word and key is the usual one} */
    public boolean isChurn() {
        return equals(CHURN);
    }

    /** {@return the key of probabilities: {@code probability}, else such as {@code conversion_probability}} */
    public String probabilityKey() {
        return isChurn() ? "probability" : name + "_probability";
    }

    /** {@return the key of decisions: {@code predicted}, which holds a label, else such as {@code will_convert}} */
    public String decisionKey() {
        return isChurn() ? "predicted" : "will_" + verb;
    }

    /** {@return the key of tiers: {@code risk_tier}, else such as {@code conversion_tier}} */
    public String tierKey() {
        return isChurn() ? "risk_tier" : name + "_tier";
    }

    /**
     * A decision as files have it.
     *
     * @param positive whether it is for the positive class
     * @param label the target's label for that
     * @return the label under {@code predicted}, else Yes or No
     */
    public String decision(boolean positive, String label) {
        return isChurn() ? label : positive ? "Yes" : "No";
    }

    /**
     * A tier in words.
     *
     * @param label {@code low}, {@code medium} or {@code high}
     * @return the label of a risk; of a good outcome such as {@code likely to convert}
     */
    public String tier(String label) {
        if (!good) {
            return label;
        }
        return switch (label) {
            case "low" -> "unlikely to " + does();
            case "high" -> "likely to " + does();
            default -> "may " + does();
        };
    }

    /** {@return {@code risk tier}, or of a good outcome such as {@code conversion}: the head of a column of tiers} */
    public String tiers() {
        return good ? noun() : "risk tier";
    }

    /** {@return {@code risk}, or of a good outcome {@code chance}} */
    public String odds() {
        return good ? "chance" : "risk";
    }

    /** {@return {@code risk of leaving}, else such as {@code chance of conversion}} */
    public String chance() {
        return odds() + " of " + (isChurn() ? "leaving" : noun());
    }

    /** {@return what follows <i>predicted to</i>: {@code leave}, else such as {@code convert}} */
    public String does() {
        return verb.replace('_', ' ');
    }

    /** {@return what follows <i>customers who</i>: {@code left}, else such as {@code convert}} */
    public String did() {
        return isChurn() ? "left" : does();
    }

    /** {@return the opposite: {@code stayed}, else such as {@code do not convert}} */
    public String didNot() {
        return isChurn() ? "stayed" : "do not " + does();
    }

    private String noun() {
        return name.replace('_', ' ');
    }
}
