package io.github.churnml.prepare;

import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Levels as one column of 0 and 1 each, or as one column of codes, rare ones sharing a slot. */
final class EncodedSlots implements EncodedColumn {

    private static final String OTHER = "(other)";

    private final int variable;
    private final boolean oneHot;
    private final boolean nominal;
    private final int[] slots;
    private final int unknownSlot;
    private final int count;

    /**
     * @param nominal whether codes are given to the learner as levels; otherwise as numbers
     * @param slots maps a level's code to its one-hot column or new code; −1 means none
     * @param unknownSlot that of a level that was not seen in training
     */
    private EncodedSlots(int variable, boolean oneHot, boolean nominal, int[] slots, int unknownSlot) {
        this.variable = variable;
        this.oneHot = oneHot;
        this.nominal = nominal;
        this.slots = slots;
        this.unknownSlot = unknownSlot;
        this.count = Math.max(unknownSlot, Arrays.stream(slots).max().orElse(-1)) + 1;
    }

    static EncodedSlots fit(int variable, double[] codes, int levels, Encoding wish, boolean oneHot, boolean nominal) {
        int[] counts = new int[levels];
        for (double code : codes) {
            if (code >= 0) {
                counts[(int) code]++;
            }
        }
        int[] slots = new int[levels];
        Arrays.fill(slots, -1);
        int kept = 0;
        for (int code : kept(counts, wish)) {
            slots[code] = kept++;
        }
        boolean pooled = Arrays.stream(codes).anyMatch(code -> code == Variable.UNKNOWN);
        for (int code = 0; code < levels; code++) {
            pooled |= slots[code] < 0 && counts[code] > 0;
        }
        for (int code = 0; pooled && code < levels; code++) {
            slots[code] = slots[code] < 0 ? kept : slots[code];
        }
        return new EncodedSlots(variable, oneHot, nominal, slots, pooled ? kept : -1);
    }

    @Override
    public int variable() {
        return variable;
    }

    @Override
    public int width() {
        return oneHot ? count : 1;
    }

    /** Whether each level has a feature of 0 and 1; otherwise there is one feature of codes. */
    boolean oneHot() {
        return oneHot;
    }

    /** The one-hot column or new code of a level's code; −1 means none. */
    int slot(int code) {
        return code >= 0 && code < slots.length ? slots[code] : unknownSlot;
    }

    @Override
    public void encode(double value, double[] into, int at) {
        int slot = slot((int) value);
        if (!oneHot) {
            into[at] = slot >= 0 ? slot : Variable.UNKNOWN;
            return;
        }
        Arrays.fill(into, at, at + count, 0);
        if (slot >= 0) {
            into[at + slot] = 1;
        }
    }

    @Override
    public List<Feature> features(Variable of) {
        if (!oneHot) {
            return List.of(new Feature(of.name(), of.name(), nominal ? Math.max(1, count) : 0, !nominal));
        }
        List<Feature> features = new ArrayList<>();
        for (int slot = 0; slot < count; slot++) {
            features.add(new Feature(of.name() + "=" + levelAt(slot, of), of.name(), 0, true));
        }
        return features;
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("column", variable);
        state.put("oneHot", oneHot);
        if (!oneHot && !nominal) {
            state.put("nominal", false);
        }
        state.put("slots", Arrays.stream(slots).boxed().toList());
        state.put("unknown", unknownSlot);
        return state;
    }

    static EncodedSlots of(Settings state, int column, Variable variable) {
        int levels = variable.levels().size();
        int[] slots = state.integers("slots");
        boolean fits = slots.length == levels;
        for (int slot : slots) {
            fits &= slot >= -1 && slot <= levels;
        }
        if (!fits) {
            throw state.problem(
                    "Key " + Wording.name(state.nameOf("slots")) + " does not fit the column's levels.", "");
        }
        boolean nominal = !state.has("nominal") || state.flag("nominal");
        return new EncodedSlots(
                column, state.flag("oneHot"), nominal, slots, (int) state.integer("unknown", -1, levels));
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

    private String levelAt(int slot, Variable of) {
        if (slot != unknownSlot) {
            for (int code = 0; code < slots.length; code++) {
                if (slots[code] == slot) {
                    return of.levels().get(code);
                }
            }
        }
        return OTHER;
    }
}
