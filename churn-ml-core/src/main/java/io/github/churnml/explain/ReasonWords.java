package io.github.churnml.explain;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Outcome;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.Variable;

/** Puts one row's values into words: what each is, whether that is usual, and what it does to the odds. */
final class ReasonWords {

    static final String NOT_KNOWN = "not known";
    static final String NOT_SEEN = "not seen in training";

    private final FittedPreparation preparation;
    private final UsualValues usual;
    private final Outcome outcome;
    private final double[] derived;
    private final double[] prepared;

    /**
     * Words for a row.
     *
     * @param outcome what the odds are of
     * @param derived the row with its derived features, missing values being missing
     * @param prepared the row with missing values filled in
     */
    ReasonWords(
            FittedPreparation preparation, UsualValues usual, Outcome outcome, double[] derived, double[] prepared) {
        this.preparation = preparation;
        this.usual = usual;
        this.outcome = outcome;
        this.derived = derived;
        this.prepared = prepared;
    }

    Reason reason(int place, double contribution, double standardError) {
        return new Reason(
                preparation.variables().get(place).name(),
                value(place),
                contribution,
                standardError,
                subject(place) + ", which " + OddsWords.effect(contribution, standardError, outcome) + ".");
    }

    private String subject(int place) {
        String name = Wording.plain(preparation.variables().get(place).name());
        int inputs = preparation.inputs().size();
        if (place >= inputs) {
            name += " (" + FormulaWords.of(preparation.derived().get(place - inputs)) + ")";
        }
        return isUnknown(place)
                ? name + " holds a level that was " + NOT_SEEN
                : name + " is " + Wording.plain(value(place))
                        + usual.of(place, preparation.variables().get(place).nominal(), derived[place]);
    }

    private String value(int place) {
        Variable variable = preparation.variables().get(place);
        double value = derived[place];
        if (isUnknown(place)) {
            return NOT_SEEN;
        }
        if (isMissing(variable, value)) {
            return NOT_KNOWN + filled(place, variable);
        }
        return in(variable, type(place), value);
    }

    private boolean isUnknown(int place) {
        return preparation.variables().get(place).nominal() && derived[place] == Variable.UNKNOWN;
    }

    private static boolean isMissing(Variable variable, double value) {
        return variable.nominal() ? value == Variable.MISSING : Double.isNaN(value);
    }

    /** What stood in for a missing value: nothing if no learner saw it, it stayed missing or got a level of its own. */
    private String filled(int place, Variable variable) {
        if (!variable.feature() || isMissing(variable, prepared[place])) {
            return "";
        }
        String fill = in(variable, type(place), prepared[place]);
        return variable.nominal() && fill.equals(Variable.MISSING_LEVEL) ? "" : ", taken as " + fill;
    }

    private ColumnType type(int place) {
        return place < preparation.inputs().size()
                ? preparation.inputs().get(place).type()
                : ColumnType.NUMERIC;
    }

    private static String in(Variable variable, ColumnType type, double value) {
        return variable.nominal() ? variable.levels().get((int) value) : NumberWords.of(type, value);
    }
}
