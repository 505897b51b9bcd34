package io.github.churnml.prepare;

import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An encoding learnt from training rows: copies or scales numbers, spreads or recodes levels. Immutable, safe for any
 * thread.
 */
public final class FittedEncoding {

    /** How one variable is encoded. {@code slots} maps a code to its one-hot column or new code; −1 means none. */
    private record Part(int variable, boolean oneHot, int[] slots, int unknownSlot, double center, double scale) {

        boolean nominal() {
            return slots.length > 0;
        }
    }

    private static final String OTHER = "(other)";

    private final List<Part> parts;
    private final List<Feature> features;

    private FittedEncoding(List<Part> parts, List<Feature> features) {
        this.parts = List.copyOf(parts);
        this.features = List.copyOf(features);
    }

    static FittedEncoding fit(TypedTable table, Encoding wish, boolean oneHot, boolean nominal, boolean scaled) {
        List<Part> parts = new ArrayList<>();
        for (int j = 0; j < table.variables().size(); j++) {
            Variable variable = table.variables().get(j);
            if (variable.feature()) {
                parts.add(
                        variable.nominal()
                                ? levels(j, variable, table.columns()[j], wish, oneHot)
                                : numbers(j, table.columns()[j], scaled));
            }
        }
        return new FittedEncoding(parts, features(parts, table.variables(), nominal));
    }

    /** {@return what each encoded value is} */
    public List<Feature> features() {
        return features;
    }

    /**
     * Encodes one prepared row.
     *
     * @param row a prepared row
     * @param into where to write, one value per feature
     */
    public void encode(double[] row, double[] into) {
        int at = 0;
        for (Part part : parts) {
            double value = row[part.variable];
            if (!part.nominal()) {
                into[at++] = part.scale == 1 && part.center == 0 ? value : (value - part.center) / part.scale;
                continue;
            }
            int code = (int) value;
            int slot = code >= 0 && code < part.slots.length ? part.slots[code] : part.unknownSlot;
            if (part.oneHot) {
                int width = width(part);
                Arrays.fill(into, at, at + width, 0);
                if (slot >= 0) {
                    into[at + slot] = 1;
                }
                at += width;
            } else {
                into[at++] = slot >= 0 ? slot : Variable.UNKNOWN;
            }
        }
    }

    /**
     * Encodes a prepared table.
     *
     * @param table prepared rows
     * @return the features of every row
     */
    public FeatureMatrix encode(TypedTable table) {
        double[][] columns = new double[features.size()][table.rows()];
        int chunk = 8192;
        IntStream.range(0, (table.rows() + chunk - 1) / chunk).parallel().forEach(c -> {
            double[] row = new double[table.variables().size()];
            double[] encoded = new double[columns.length];
            for (int i = c * chunk; i < Math.min(table.rows(), (c + 1) * chunk); i++) {
                table.row(i, row);
                encode(row, encoded);
                for (int j = 0; j < columns.length; j++) {
                    columns[j][i] = encoded[j];
                }
            }
        });
        return new FeatureMatrix(features, columns, table.rows());
    }

    /** {@return the fitted state by key, as {@link #of} reads it} */
    public Map<String, Object> state() {
        List<Object> list = new ArrayList<>();
        for (Part part : parts) {
            Map<String, Object> state = new LinkedHashMap<>();
            state.put("column", part.variable);
            if (part.nominal()) {
                state.put("oneHot", part.oneHot);
                state.put("slots", Arrays.stream(part.slots).boxed().toList());
                state.put("unknown", part.unknownSlot);
            } else {
                state.put("center", part.center);
                state.put("scale", part.scale);
            }
            list.add(state);
        }
        return new LinkedHashMap<>(Map.of("parts", list));
    }

    /**
     * Reads a fitted state.
     *
     * @param state as {@link #state} gives it
     * @param variables what the prepared rows hold
     * @return the fitted encoding
     */
    public static FittedEncoding of(Settings state, List<Variable> variables) {
        List<Part> parts = new ArrayList<>();
        for (Settings part : state.sections("parts")) {
            int column = (int) part.integer("column", 0, variables.size() - 1L);
            int levels = variables.get(column).levels().size();
            parts.add(
                    variables.get(column).nominal()
                            ? new Part(column, part.flag("oneHot"), slots(part, levels), unknown(part, levels), 0, 1)
                            : new Part(
                                    column,
                                    false,
                                    new int[0],
                                    -1,
                                    part.number("center"),
                                    part.number("scale", Double.MIN_VALUE, Double.MAX_VALUE)));
            part.finish();
        }
        state.finish();
        return new FittedEncoding(parts, features(parts, variables, true));
    }

    private static int[] slots(Settings part, int levels) {
        int[] slots = part.integers("slots");
        boolean fits = slots.length == levels;
        for (int slot : slots) {
            fits &= slot >= -1 && slot < levels + 1;
        }
        if (!fits) {
            throw part.problem("Key '" + part.nameOf("slots") + "' does not fit the column's levels.", "");
        }
        return slots;
    }

    private static int unknown(Settings part, int levels) {
        return (int) part.integer("unknown", -1, levels);
    }

    private static int width(Part part) {
        int width = part.unknownSlot + 1;
        for (int slot : part.slots) {
            width = Math.max(width, slot + 1);
        }
        return width;
    }

    private static Part numbers(int variable, double[] values, boolean scaled) {
        if (!scaled) {
            return new Part(variable, false, new int[0], -1, 0, 1);
        }
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            mean += (values[i] - mean) / (i + 1);
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / values.length);
        boolean usable = deviation > 0 && Double.isFinite(deviation);
        return new Part(variable, false, new int[0], -1, mean, usable ? deviation : 1);
    }

    private static Part levels(int variable, Variable of, double[] codes, Encoding wish, boolean oneHot) {
        int[] counts = new int[of.levels().size()];
        for (double code : codes) {
            if (code >= 0) {
                counts[(int) code]++;
            }
        }
        int[] slots = new int[counts.length];
        Arrays.fill(slots, -1);
        int kept = 0;
        for (int code : kept(counts, wish)) {
            slots[code] = kept++;
        }
        boolean pooled = false;
        for (int code = 0; code < counts.length; code++) {
            pooled |= slots[code] < 0 && counts[code] > 0;
        }
        for (int code = 0; pooled && code < counts.length; code++) {
            slots[code] = slots[code] < 0 ? kept : slots[code];
        }
        return new Part(variable, oneHot, slots, pooled ? kept : -1, 0, 1);
    }

    /** The codes of the levels that keep a place of their own, ascending. */
    private static int[] kept(int[] counts, Encoding wish) {
        return IntStream.range(0, counts.length)
                .filter(code -> counts[code] >= Math.max(1, wish.rareBelow()))
                .boxed()
                .sorted((a, b) ->
                        counts[a] != counts[b] ? Integer.compare(counts[b], counts[a]) : Integer.compare(a, b))
                .limit(wish.mostLevels())
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private static List<Feature> features(List<Part> parts, List<Variable> variables, boolean nominal) {
        List<Feature> features = new ArrayList<>();
        for (Part part : parts) {
            Variable variable = variables.get(part.variable);
            if (!part.nominal()) {
                features.add(new Feature(variable.name(), variable.name(), 0));
            } else if (part.oneHot) {
                for (int slot = 0; slot < width(part); slot++) {
                    features.add(
                            new Feature(variable.name() + "=" + levelAt(part, slot, variable), variable.name(), 0));
                }
            } else {
                features.add(new Feature(variable.name(), variable.name(), nominal ? Math.max(1, width(part)) : 0));
            }
        }
        return features;
    }

    private static String levelAt(Part part, int slot, Variable variable) {
        if (slot == part.unknownSlot) {
            return OTHER;
        }
        for (int code = 0; code < part.slots.length; code++) {
            if (part.slots[code] == slot) {
                return variable.levels().get(code);
            }
        }
        return OTHER;
    }
}
