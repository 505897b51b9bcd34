package io.github.churnml.prepare;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.List;
import java.util.Set;

/** The places of a row that one derived feature reads, found by name and checked for what stands there. */
final class Sources {

    private final String derived;
    private final List<Variable> variables;
    private final Set<String> dates;

    /** @param dates the names of those variables that are dates */
    Sources(String derived, List<Variable> variables, Set<String> dates) {
        this.derived = derived;
        this.variables = List.copyOf(variables);
        this.dates = dates;
    }

    Variable at(int place) {
        return variables.get(place);
    }

    /** The place of any column. */
    int any(String column) {
        return Variable.find(variables, column)
                .orElseThrow(() -> new ConfigurationException(
                        "Derived feature " + Wording.name(derived) + " needs column " + Wording.name(column)
                                + ", which is not there.",
                        Wording.maybeNearest(
                                column, variables.stream().map(Variable::name).toList()),
                        Where.column(column)));
    }

    /** The place of a column of numbers or dates. */
    int numberOrDate(String column) {
        int place = any(column);
        if (at(place).nominal()) {
            throw wrong("numbers", column, "levels", "Maybe declare the column numeric, or use countOf.");
        }
        return place;
    }

    /** The place of a column of numbers. */
    int number(String column) {
        int place = numberOrDate(column);
        if (dates.contains(at(place).name())) {
            throw wrong("numbers", column, "dates", "Maybe derive days from it first, with daysBetween or daysSince.");
        }
        return place;
    }

    /** The place of a column of dates. */
    int date(String column) {
        int place = any(column);
        if (!dates.contains(at(place).name())) {
            String holds = at(place).nominal() ? "levels" : "numbers";
            throw wrong("dates", column, holds, "Maybe declare the column's type as date.");
        }
        return place;
    }

    /** The place of a column of levels. */
    int levels(String column) {
        int place = any(column);
        if (!at(place).nominal()) {
            throw wrong("levels", column, "numbers", "Maybe derive a bucket from it, or declare it categorical.");
        }
        return place;
    }

    private ConfigurationException wrong(String needs, String column, String holds, String maybe) {
        return new ConfigurationException(
                "Derived feature " + Wording.name(derived) + " needs " + needs + ", but column " + Wording.name(column)
                        + " holds " + holds + ".",
                maybe,
                Where.column(column));
    }
}
