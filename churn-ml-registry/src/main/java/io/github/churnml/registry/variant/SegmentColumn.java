package io.github.churnml.registry.variant;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Numbers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Cleaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A column whose values say to which segment a customer belongs, and how its values are read: without blanks around them, through
 * the pipeline's synonyms, with or without regard to case as the pipeline's levels, numbers by what they are and not by how
 * they are written.
 *
 * @param dimension what the column holds, such as {@code geography}
 * @param name its name in the table
 * @param numeric whether its values are numbers
 * @param foldCase whether spellings that differ only in case are one value
 * @param synonyms the value meant, by spelling
 * @param missing spellings that stand for a missing value, compared without case
 */
record SegmentColumn(
        String dimension,
        String name,
        boolean numeric,
        boolean foldCase,
        Map<String, String> synonyms,
        List<String> missing) {

    SegmentColumn {
        missing = missing.stream()
                .map(marker -> marker.strip().toLowerCase(Locale.ROOT))
                .toList();
        Map<String, String> keyed = new TreeMap<>();
        for (Map.Entry<String, String> synonym : synonyms.entrySet()) {
            keyed.put(
                    bare(synonym.getKey(), numeric, foldCase),
                    synonym.getValue().strip());
        }
        synonyms = keyed;
    }

    /** The column of a dimension in a table. */
    static SegmentColumn of(Dataset data, String dimension, VariantSettings settings, ChurnPipeline pipeline) {
        Column column = find(data, dimension, settings.columns().get(dimension));
        if (column.name().strip().equals(pipeline.target().strip())) {
            throw new ConfigurationException(
                    "Column " + Wording.name(column.name())
                            + " divides the customers into variants, but it is the target,"
                            + " which is not known when a customer is scored.",
                    "Maybe another column was meant.",
                    Where.column(column.name()));
        }
        if (column.type() == ColumnType.DATE) {
            throw new ConfigurationException(
                    "Column " + Wording.name(column.name()) + " divides the customers into variants, but holds dates.",
                    "Maybe another column was meant, or declare it categorical.",
                    Where.column(column.name()));
        }
        Cleaning cleaning = pipeline.clean();
        Map<String, String> synonyms = Map.of();
        for (Map.Entry<String, Map<String, String>> entry : cleaning.synonyms().entrySet()) {
            synonyms = entry.getKey().strip().equals(column.name().strip()) ? entry.getValue() : synonyms;
        }
        return new SegmentColumn(
                dimension,
                column.name(),
                column.type() == ColumnType.NUMERIC,
                cleaning.foldCase(),
                synonyms,
                cleaning.missing());
    }

    /** Whether a table has the column of a dimension. */
    static boolean isIn(Dataset data, String dimension, VariantSettings settings) {
        String named = settings.columns().get(dimension);
        VariantPart part = new VariantPart(dimension, "x");
        return named != null
                ? data.find(named).isPresent()
                : data.columns().stream()
                        .anyMatch(column -> isLike(column.name().strip(), dimension, part));
    }

    private static boolean isLike(String name, String dimension, VariantPart part) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean company = part.isCompany() && (lower.equals("company") || lower.equals("company_id"));
        return company || name.equalsIgnoreCase(dimension);
    }

    private static Column find(Dataset data, String dimension, @Nullable String named) {
        if (named != null) {
            return data.column(named);
        }
        VariantPart part = new VariantPart(dimension, "x");
        List<Column> alike = new ArrayList<>();
        for (Column column : data.columns()) {
            String name = column.name().strip();
            if (name.equals(dimension)) {
                return column;
            }
            if (isLike(name, dimension, part)) {
                alike.add(column);
            }
        }
        List<String> names = data.columns().stream().map(Column::name).toList();
        if (alike.isEmpty()) {
            throw new ConfigurationException(
                    "Customers are divided by " + Wording.name(dimension)
                            + ", but the table has no column of that name.",
                    Wording.maybeNearest(dimension, names) + " columns: {" + dimension + ": …} under variants"
                            + (part.label().equals("geography") || part.isCompany()
                                    ? " (or --" + part.label() + "-column)"
                                    : "")
                            + " names another.",
                    Where.column(dimension));
        }
        if (alike.size() > 1) {
            throw new ConfigurationException(
                    "Customers are divided by " + Wording.name(dimension) + ", and the table has "
                            + Wording.names(alike.stream().map(Column::name).toList()) + ".",
                    "Maybe say which one: columns: {" + dimension + ": …} under variants.",
                    Where.column(dimension));
        }
        return alike.get(0);
    }

    /**
     * What a spelling stands for, to be compared: equal for spellings of one value.
     *
     * @param text as the table has it, or null where it is missing
     * @return the value without blanks, null where there is none
     */
    @Nullable
    String key(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!missing.isEmpty() && missing.contains(text.strip().toLowerCase(Locale.ROOT))) {
            return null;
        }
        String bare = bare(text, numeric, foldCase);
        String meant = synonyms.get(bare);
        return meant == null ? bare : bare(meant, numeric, foldCase);
    }

    /** The value of a key's spelling to show: without blanks, the synonym's own spelling. */
    String shown(String text) {
        String meant = synonyms.get(bare(text, numeric, foldCase));
        return meant == null ? numeric ? bare(text, true, false) : text.strip() : meant;
    }

    private static String bare(String text, boolean numeric, boolean foldCase) {
        String bare = text.strip();
        if (numeric) {
            double number = Numbers.parse(bare);
            return Double.isFinite(number) ? Numbers.text(number == 0 ? 0 : number) : bare;
        }
        return foldCase ? bare.toLowerCase(Locale.ROOT) : bare;
    }
}
