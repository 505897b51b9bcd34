package io.github.churnml.forest.foreign;

import io.github.churnml.data.Numbers;
import io.github.churnml.settings.Blame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What LightGBM's text says of the features, in four places: names and ranges (a list of codes, for one of levels) in the
 * header, the splits, the parameter {@code categorical_feature}, and the levels' names behind all, if training was given a
 * pandas table. {@link LevelLists} says whose names they are.
 */
final class LightGbmFeatures {

    private static final int MOST_LEVELS = 1 << 20;

    /** Up to here a threshold stands for the one between a negative number, or none, and zero. */
    private static final double NEXT_TO_ZERO = 1e-30;

    private final Blame blame;
    private final String[] names;
    private final BitSet onLevels = new BitSet();
    private final BitSet declared = new BitSet();
    private final BitSet constant = new BitSet();
    private final int[] highestCode;
    private final double[] highest;
    private List<List<Object>> levels = List.of();

    LightGbmFeatures(TextSection header, int features, Blame blame) {
        this.blame = blame;
        List<String> given = words(header.text("feature_names"));
        FeatureNames.require(given, features, blame);
        boolean counted = true;
        for (int i = 0; i < given.size(); i++) {
            counted &= given.get(i).equals("Column_" + i);
        }
        names = new String[features];
        Arrays.fill(names, "");
        for (int i = 0; i < features && !counted; i++) {
            names[i] = given.get(i);
        }
        highestCode = new int[features];
        Arrays.fill(highestCode, -1);
        highest = new double[features];
        Arrays.fill(highest, Double.NaN);
        readInfos(words(header.text("feature_infos")), features);
    }

    private void readInfos(List<String> infos, int features) {
        if (!infos.isEmpty() && infos.size() != features) {
            throw blame.of(
                    "It has " + infos.size() + " ranges of values for " + features + " features.",
                    "Maybe it is damaged.");
        }
        for (int i = 0; i < features; i++) {
            String info = infos.isEmpty() ? "none" : infos.get(i);
            if (info.equals("none")) {
                constant.set(i);
            } else if (info.startsWith("[")) {
                readRange(i, info.replace("]", "").substring(1).split(":"));
            } else {
                onLevels.set(i);
                readCodes(i, info.split(":"));
            }
        }
    }

    private void readRange(int feature, String[] ends) {
        double from = Numbers.parse(ends[0]);
        double to = ends.length == 2 ? Numbers.parse(ends[1]) : Double.NaN;
        highest[feature] = to;
        boolean codes = from >= 0 && from == Math.rint(from) && to == Math.rint(to) && to < MOST_LEVELS;
        highestCode[feature] = codes ? (int) to : -1;
    }

    private void readCodes(int feature, String[] codes) {
        for (String code : codes) {
            double value = Numbers.parse(code);
            highestCode[feature] = value < MOST_LEVELS ? Math.max(highestCode[feature], (int) value) : MOST_LEVELS;
        }
        highest[feature] = highestCode[feature];
        constant.set(feature, highestCode[feature] < 0);
    }

    /** Takes note of how a tree splits the features, which are known to be in range: codes lie between halves. */
    void see(LightGbmTree tree) {
        for (int split = 0; split < tree.splits(); split++) {
            int feature = tree.featureOf(split);
            double threshold = Math.abs(tree.thresholdOf(split));
            if (tree.isOnLevels(split)) {
                onLevels.set(feature);
            } else if (threshold > NEXT_TO_ZERO
                    && threshold < MOST_LEVELS
                    && Math.abs(2 * threshold - Math.rint(2 * threshold)) > 1e-9) {
                highestCode[feature] = -1;
                constant.clear(feature);
            }
        }
    }

    /** Reads on behind the trees. */
    void readRest(TextLines lines, String pandas, String categorical) {
        for (; lines.hasLine(); lines.pass()) {
            if (lines.startsWith(categorical)) {
                declare(lines.from(categorical.length()));
            } else if (lines.startsWith(pandas)) {
                levels = levels(lines.from(pandas.length()));
            }
        }
    }

    /** Positions with commas between; names are of no use here, since the header may spell them otherwise. */
    private void declare(String list) {
        for (String word : list.replace("]", "").split(",")) {
            double place = Numbers.parse(word);
            if (place >= 0 && place < names.length && place == Math.rint(place)) {
                declared.set((int) place);
            }
        }
    }

    private List<List<Object>> levels(String json) {
        Tokens tokens = new JsonTokens(json.getBytes(StandardCharsets.UTF_8), blame);
        List<List<Object>> all = new ArrayList<>();
        if (json.isBlank() || json.strip().equals("null")) {
            return all;
        }
        String what = "the list of pandas categories";
        tokens.list(what, Math.max(1, names.length), i -> {
            List<Object> one = new ArrayList<>();
            tokens.list(what, MOST_LEVELS, code -> one.add(tokens.level(what)));
            all.add(one);
        });
        return all;
    }

    LevelLists lists() {
        BitSet byLevel = (BitSet) declared.clone();
        byLevel.or(onLevels);
        return levels.isEmpty() ? LevelLists.none() : new LevelLists(levels, highestCode, constant, byLevel);
    }

    List<ForeignFeature> features() {
        List<ForeignFeature> features = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            ForeignFeature.Kind kind = onLevels.get(i) ? ForeignFeature.Kind.LEVELS : ForeignFeature.Kind.NUMBER;
            features.add(new ForeignFeature(names[i], kind, List.of(), highest[i]));
        }
        return features;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
