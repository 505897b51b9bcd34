package io.github.churnml.onnx;

import io.github.churnml.prepare.FittedEncoding;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fitted encoding as nodes: numbers clipped and scaled, levels looked up in tables whose first two entries are those of a
 * level never seen and of a missing one.
 */
final class EncodingNodes {

    private static final int BELOW_ZERO = 2;

    private final Graph graph;
    private final List<Place> places;
    private final List<Features> features = new ArrayList<>();

    /**
     * Columns of features.
     *
     * @param value the name of their value, {@code [N, width]} doubles
     * @param width how many there are
     * @param rounded as in {@link Place}
     */
    record Features(String value, int width, String rounded) {}

    EncodingNodes(Graph graph, List<Place> places, FittedEncoding encoding) {
        this.graph = graph;
        this.places = places;
        for (Settings part :
                Settings.of(encoding.state(), Blame.modelFile(null)).sections("parts")) {
            Features made = part(part);
            if (made.width() > 0) {
                features.add(made);
            }
        }
    }

    /** The features in their order, in blocks. */
    List<Features> blocks() {
        return features;
    }

    private Features part(Settings part) {
        Place of = places.get((int) part.integer("column", 0, places.size() - 1L));
        if (!of.nominal()) {
            boolean code = part.has("code") && part.flag("code");
            return new Features(code ? cut(of.value()) : scaled(of.value(), part), 1, of.rounded());
        }
        if (part.has("codes")) {
            double unknown = part.has("unknown") ? part.number("unknown") : Double.NaN;
            return lookedUp(of, part.numbers("codes"), unknown, Double.NaN);
        }
        if (part.has("values")) {
            double unseen = part.number("unseen");
            Features raw = lookedUp(of, part.numbers("values"), unseen, unseen);
            return new Features(scaled(raw.value(), part), 1, "");
        }
        int[] slots = part.integers("slots");
        int unknown = (int) part.integer("unknown", -1, slots.length);
        if (part.flag("oneHot")) {
            return oneHot(of, slots, unknown);
        }
        double[] codes = Arrays.stream(slots).mapToDouble(EncodingNodes::code).toArray();
        return lookedUp(of, codes, code(unknown), code(unknown));
    }

    private static double code(int slot) {
        return slot >= 0 ? slot : PreparationNodes.UNKNOWN;
    }

    private Features lookedUp(Place of, double[] byCode, double unknown, double missing) {
        double[] table = new double[byCode.length + BELOW_ZERO];
        table[0] = unknown;
        table[1] = missing;
        System.arraycopy(byCode, 0, table, BELOW_ZERO, byCode.length);
        return new Features(graph.entries(graph.doubles(table, table.length), entry(of, table.length)), 1, "");
    }

    private Features oneHot(Place of, int[] slots, int unknown) {
        int width = Math.max(unknown, Arrays.stream(slots).max().orElse(-1)) + 1;
        double[] table = new double[(slots.length + BELOW_ZERO) * width];
        for (int entry = 0; entry < slots.length + BELOW_ZERO; entry++) {
            int slot = entry < BELOW_ZERO ? unknown : slots[entry - BELOW_ZERO];
            if (slot >= 0) {
                table[entry * width + slot] = 1;
            }
        }
        if (width == 0) {
            return new Features(of.value(), 0, "");
        }
        int entries = slots.length + BELOW_ZERO;
        String places = graph.op("Reshape", entry(of, entries), graph.wholes(new long[] {-1}, 1));
        return new Features(graph.op("Gather", graph.doubles(table, entries, width), places), width, "");
    }

    /** Where a code stands in a table; what has no entry of its own stands where a level never seen does. */
    private String entry(Place of, int entries) {
        String place = graph.op("Add", of.value(), graph.whole(BELOW_ZERO));
        return graph.ifElse(graph.op("Less", place, graph.whole(entries)), place, graph.whole(0));
    }

    private String cut(String value) {
        return graph.ifElse(
                graph.op("Less", value, graph.number(0)),
                graph.number(PreparationNodes.UNKNOWN),
                graph.op("Floor", value));
    }

    /** Missing stays missing: no comparison with it holds. */
    private String scaled(String value, Settings part) {
        String scaled = value;
        if (part.has("lower")) {
            String lower = graph.number(part.number("lower"));
            scaled = graph.ifElse(graph.op("Less", scaled, lower), lower, scaled);
        }
        if (part.has("upper")) {
            String upper = graph.number(part.number("upper"));
            scaled = graph.ifElse(graph.op("Greater", scaled, upper), upper, scaled);
        }
        double center = part.number("center");
        double scale = part.number("scale");
        scaled = center == 0 ? scaled : graph.op("Sub", scaled, graph.number(center));
        return scale == 1 ? scaled : graph.op("Div", scaled, graph.number(scale));
    }
}
