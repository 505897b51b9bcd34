package io.github.churnml.select.blend;

import io.github.churnml.learn.Learner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is kept of a blend so that a row does not take too long: first fewer copies, then fewer parts, the one of least weight
 * first.
 *
 * @param learner what is kept
 * @param name as it is told
 * @param weights one per model that was tried; 0 for those that are left out
 * @param nanos about how long a row takes
 * @param cut whether a part was left out, and not only copies
 */
record Affordable(Learner learner, String name, double[] weights, double nanos, boolean cut) {

    static Affordable within(List<Tried> tried, double[] wanted, double limit) {
        double[] weights = wanted.clone();
        boolean cut = false;
        while (true) {
            for (int copies = mostCopies(tried, weights); copies >= 1; copies--) {
                double nanos = nanos(tried, weights, copies);
                if (nanos <= limit || copies == 1 && parts(weights) == 1) {
                    return of(tried, weights, copies, nanos, cut);
                }
            }
            int least = -1;
            for (int i = 0; i < weights.length; i++) {
                least = weights[i] > 0 && (least < 0 || weights[i] <= weights[least]) ? i : least;
            }
            weights[least] = 0;
            cut = true;
        }
    }

    private static Affordable of(List<Tried> tried, double[] weights, int copies, double nanos, boolean cut) {
        List<BlendPart> parts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        double total = Arrays.stream(weights).sum();
        double[] shares = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                PortfolioEntry entry = tried.get(i).entry();
                shares[i] = Math.round(weights[i] / total * 1000) / 1000.0;
                parts.add(new BlendPart(entry.learner(), shares[i], Math.min(copies, entry.copies())));
                names.add(entry.name());
            }
        }
        BlendPart first = parts.get(0);
        Learner learner = parts.size() == 1 && first.copies() == 1 ? first.learner() : Blend.of(parts);
        String name = parts.size() == 1 ? names.get(0) : "blend of " + String.join("; ", names);
        return new Affordable(learner, name, shares, nanos, cut);
    }

    private static int parts(double[] weights) {
        return (int) Arrays.stream(weights).filter(weight -> weight > 0).count();
    }

    private static int mostCopies(List<Tried> tried, double[] weights) {
        int most = 1;
        for (int i = 0; i < weights.length; i++) {
            most = weights[i] > 0 ? Math.max(most, tried.get(i).entry().copies()) : most;
        }
        return most;
    }

    private static double nanos(List<Tried> tried, double[] weights, int copies) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                sum += tried.get(i).nanos()
                        * Math.min(copies, tried.get(i).entry().copies());
            }
        }
        return sum;
    }
}
