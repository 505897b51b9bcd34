package io.github.churnml.cli;

import static io.github.churnml.error.Wording.percent;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Numbers;
import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.LevelProfile;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.prepare.Input;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The raw columns that a model needs, and what its training rows held in them. */
final class ModelInputs {

    private static final int MOST_LEVELS = 5;
    private static final int LONGEST_LEVEL = 24;
    private static final double DAYS_OF_SOME_MILLENNIA = 3e6;

    private ModelInputs() {}

    static List<Object> json(ChurnModel model) {
        List<Object> inputs = new ArrayList<>();
        for (Input input : model.inputs()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", input.name());
            one.put("type", input.type().label());
            Optional<ColumnProfile> profile = model.referenceProfile().find(input.name());
            profile.ifPresent(seen -> describe(seen, one));
            inputs.add(one);
        }
        return inputs;
    }

    static String table(ChurnModel model) {
        if (model.referenceProfile().columns().isEmpty()) {
            return tableOfNames(model);
        }
        TextTable table = TextTable.ofTexts("column", "type", "missing", "training rows held");
        for (Input input : model.inputs()) {
            Optional<ColumnProfile> profile = model.referenceProfile().find(input.name());
            table.row(
                    input.name(),
                    input.type().label(),
                    profile.map(seen -> percent(seen.missingShare())).orElse(""),
                    profile.map(ModelInputs::held).orElse(""));
        }
        return table.toString();
    }

    /** For a model whose training rows are not known, as one that was imported. */
    private static String tableOfNames(ChurnModel model) {
        TextTable table = TextTable.ofTexts("column", "type", "levels");
        for (Input input : model.inputs()) {
            table.row(input.name(), input.type().label(), levels(input.levels(), false));
        }
        return table.toString();
    }

    private static void describe(ColumnProfile profile, Map<String, Object> one) {
        one.put("missing_share", profile.missingShare());
        if (profile instanceof NumberProfile numbers) {
            one.put("min", numbers.min());
            one.put("max", numbers.max());
            one.put("mean", numbers.mean());
        } else if (profile instanceof LevelProfile levels) {
            one.put("levels", levels.levels());
        }
    }

    private static String held(ColumnProfile profile) {
        if (profile instanceof NumberProfile numbers) {
            return numbers.missing() == numbers.rows()
                    ? "nothing"
                    : point(numbers.type(), numbers.min()) + " to " + point(numbers.type(), numbers.max());
        }
        return profile instanceof LevelProfile seen ? levels(seen.levels(), seen.other() > 0) : "";
    }

    private static String levels(List<String> levels, boolean rare) {
        List<String> shown = new ArrayList<>();
        for (String level : levels) {
            if (shown.size() < MOST_LEVELS) {
                shown.add(level.length() > LONGEST_LEVEL ? level.substring(0, LONGEST_LEVEL) + "..." : level);
            }
        }
        int more = levels.size() - shown.size();
        return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : rare ? " and rare ones" : "");
    }

    private static String point(ColumnType type, double value) {
        boolean date = type == ColumnType.DATE && Math.abs(value) < DAYS_OF_SOME_MILLENNIA;
        return date ? LocalDate.ofEpochDay((long) Math.floor(value)).toString() : Numbers.text(value);
    }
}
