package io.github.churnml.predictor;

/** Which group each feature belongs to, checked once. */
final class FeatureGroups {

    final int[] of;
    final int count;

    /** @param of one group per feature, the groups being 0 to count − 1; some may be empty */
    FeatureGroups(int[] of, int count, int features) {
        this.of = of.clone();
        this.count = count;
        if (of.length != features) {
            throw new IllegalArgumentException(of.length + " groups given for " + features + " features");
        }
        for (int group : this.of) {
            if (group < 0 || group >= count) {
                throw new IllegalArgumentException("group " + group + " of " + count);
            }
        }
    }

    void check(double[] features, double[] into, double[] standardErrors) {
        if (features.length != of.length || into.length != count || standardErrors.length != count) {
            throw new IllegalArgumentException("a row of " + features.length + " values for " + of.length
                    + " features, into " + into.length + " and " + standardErrors.length + " of " + count + " groups");
        }
    }

    /** A background of the right length: the given one, or zeros if none is given. */
    static double[] background(double[] given, int features) {
        if (given.length != 0 && given.length != features) {
            throw new IllegalArgumentException(
                    "a background of " + given.length + " values for " + features + " features");
        }
        return given.length == 0 ? new double[features] : given.clone();
    }
}
