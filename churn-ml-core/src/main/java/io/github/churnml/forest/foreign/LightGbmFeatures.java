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
 * pandas table.
 */
final class LightGbmFeatures {

    private static final int MOST_LEVELS = 1 << 20;

    private final Blame blame;
    private final String[] names;
    private final BitSet onLevels = new BitSet();
    private final BitSet declared = new BitSet();
    private List<List<String>> levels = List.of();

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
        readInfos(words(header.text("feature_infos")), features);
    }

    private void readInfos(List<String> infos, int features) {
        if (!infos.isEmpty() && infos.size() != features) {
            throw blame.of(
                    "It has " + infos.size() + " ranges of values for " + features + " features.",
                    "Maybe it is damaged.");
        }
        for (int i = 0; i < infos.size(); i++) {
            String info = infos.get(i);
            onLevels.set(i, !info.startsWith("[") && !info.equals("none"));
        }
    }

    /** Takes note of the features that a tree splits by levels; features are known to be in range. */
    void see(LightGbmTree tree) {
        for (int split = 0; split < tree.splits(); split++) {
            if (tree.isOnLevels(split)) {
                onLevels.set(tree.featureOf(split));
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

    private List<List<String>> levels(String json) {
        Tokens tokens = new JsonTokens(json.getBytes(StandardCharsets.UTF_8), blame);
        List<List<String>> all = new ArrayList<>();
        if (json.isBlank() || json.strip().equals("null")) {
            return all;
        }
        tokens.list("the list of pandas categories", Math.max(1, names.length), i -> {
            List<String> one = new ArrayList<>();
            tokens.list("the list of pandas categories", MOST_LEVELS, code -> one.add(level(tokens)));
            all.add(one);
        });
        return all;
    }

    private String level(Tokens tokens) {
        return switch (tokens.next()) {
            case TEXT -> tokens.text();
            case NUMBER -> Numbers.text(tokens.number());
            case FLAG -> tokens.number() == 1 ? "true" : "false";
            default ->
                throw blame.of(
                        "It has a pandas category that is neither text, number nor flag.", "Maybe it is damaged.");
        };
    }

    /** Categories are listed by column without saying which; they are used only where there are as many of both. */
    List<ForeignFeature> features() {
        BitSet listed = declared.cardinality() == levels.size() ? declared : onLevels;
        boolean known = !levels.isEmpty() && listed.cardinality() == levels.size();
        List<ForeignFeature> features = new ArrayList<>();
        int list = 0;
        for (int i = 0; i < names.length; i++) {
            boolean named = known && listed.get(i);
            features.add(new ForeignFeature(
                    names[i],
                    named || onLevels.get(i) ? ForeignFeature.Kind.LEVELS : ForeignFeature.Kind.NUMBER,
                    named ? levels.get(list++) : List.of()));
        }
        return features;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
