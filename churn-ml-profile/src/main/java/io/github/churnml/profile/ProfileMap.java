package io.github.churnml.profile;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A profile as plain values; the keys are part of the form of {@code profile.json} and stay as they are.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class ProfileMap {

    private static final int LONGEST_LEVEL = 200;

    private ProfileMap() {}

    static Map<String, @Nullable Object> of(TableProfile profile) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("rows", profile.rows());
        map.put("findings", list(profile.findings(), ProfileMap::finding));
        map.put("target", profile.target() == null ? null : target(profile.target()));
        map.put("duplicates", duplicates(profile.duplicates()));
        map.put("repeats", list(profile.repeats(), ProfileMap::repeat));
        map.put("columns", list(profile.columns(), ProfileMap::column));
        return map;
    }

    private static Map<String, @Nullable Object> finding(Finding finding) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("severity", finding.severity().label());
        map.put("code", finding.code());
        map.put("columns", new ArrayList<>(finding.columns()));
        map.put("message", finding.message());
        map.put("way_out", finding.wayOut());
        return map;
    }

    /**
     * The target.
     *
     * @param target what it is like
     * @return the value of {@code target}; may be changed
     */
    public static Map<String, @Nullable Object> target(TargetSummary target) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("column", target.column());
        map.put("positive", target.positive() == null ? null : cut(target.positive()));
        map.put("classes", list(target.classes(), ProfileMap::level));
        map.put("distinct", target.distinct());
        map.put("left", target.left());
        map.put("stayed", target.stayed());
        map.put("rate", number(target.rate()));
        map.put("missing", target.missing());
        map.put("other", target.other());
        return map;
    }

    private static Map<String, @Nullable Object> duplicates(DuplicateCounts duplicates) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("exact", duplicates.exact());
        map.put("without_identifiers", duplicates.withoutIdentifiers());
        map.put("identifiers", new ArrayList<>(duplicates.identifiers()));
        return map;
    }

    private static Map<String, @Nullable Object> repeat(RepeatedColumn repeat) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("column", repeat.column());
        map.put("of", repeat.of());
        map.put("kind", repeat.kind().label());
        map.put("factor", number(repeat.factor()));
        map.put("offset", number(repeat.offset()));
        return map;
    }

    /**
     * One column.
     *
     * @param column what it is like
     * @return one entry of the list of columns; may be changed
     */
    public static Map<String, @Nullable Object> column(ColumnSummary column) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", column.name());
        map.put("type", column.type().label());
        map.put("missing", column.missing());
        map.put("missing_share", number(column.missingShare()));
        map.put("distinct", column.distinct());
        if (column.numbers() != null) {
            map.put("numbers", numbers(column.numbers(), column.type()));
        }
        if (column.type().isCoded()) {
            map.put("top_levels", list(column.topLevels(), ProfileMap::level));
        }
        if (column.relation() != null) {
            map.put("relation", relation(column.relation()));
        }
        return map;
    }

    private static Map<String, @Nullable Object> numbers(NumberSummary numbers, ColumnType type) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("min", value(numbers.min(), type));
        map.put("q01", value(numbers.q01(), type));
        map.put("q05", value(numbers.q05(), type));
        map.put("q25", value(numbers.q25(), type));
        map.put("median", value(numbers.median(), type));
        map.put("q75", value(numbers.q75(), type));
        map.put("q95", value(numbers.q95(), type));
        map.put("q99", value(numbers.q99(), type));
        map.put("max", value(numbers.max(), type));
        map.put("mean", value(numbers.mean(), type));
        map.put(type == ColumnType.DATE ? "sd_days" : "sd", number(numbers.standardDeviation()));
        map.put("outliers", numbers.outliers());
        map.put("outlier_share", number(numbers.outlierShare()));
        return map;
    }

    private static Map<String, @Nullable Object> relation(TargetRelation relation) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("measure", relation.measure().label());
        map.put("value", number(relation.value()));
        map.put("groups", list(relation.groups(), ProfileMap::group));
        return map;
    }

    /**
     * A group of customers.
     *
     * @param group how many of them left
     * @return one entry of a list of groups; may be changed
     */
    public static Map<String, @Nullable Object> group(GroupRate group) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("group", cut(group.group()));
        map.put("rows", group.rows());
        map.put("left", group.left());
        map.put("rate", number(group.rate().value()));
        map.put("low", number(group.rate().low()));
        map.put("high", number(group.rate().high()));
        return map;
    }

    private static Map<String, @Nullable Object> level(LevelCount level) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("level", cut(level.level()));
        map.put("rows", level.rows());
        return map;
    }

    private static @Nullable Object value(double value, ColumnType type) {
        return type == ColumnType.DATE && Double.isFinite(value) ? Dates.text(value) : number(value);
    }

    static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    static String cut(String level) {
        int points = level.codePointCount(0, level.length());
        return points <= LONGEST_LEVEL ? level : level.substring(0, level.offsetByCodePoints(0, LONGEST_LEVEL)) + "…";
    }

    static <T> List<@Nullable Object> list(List<T> items, Function<T, @Nullable Object> form) {
        List<@Nullable Object> list = new ArrayList<>();
        items.forEach(item -> list.add(form.apply(item)));
        return list;
    }
}
