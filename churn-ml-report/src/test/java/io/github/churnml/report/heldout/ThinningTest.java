package io.github.churnml.report.heldout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThinningTest {

    @Test
    void corner_ofManyPoints_isKept() {
        double[] x = IntStream.range(0, 1001).mapToDouble(i -> i / 1000.0).toArray();
        double[] y = IntStream.range(0, 1001)
                .mapToDouble(i -> i < 300 ? i / 300.0 : 1)
                .toArray();
        Thinning thinning = Thinning.of(x, y, 3);
        assertThat(thinning.points()).containsExactly(0, 300, 1000);
        assertThat(thinning.farthest()).isLessThan(1e-9);
        assertThat(Thinning.of(x, y, 2).farthest()).isGreaterThan(0.4);
    }

    @Test
    void pointsLeftOut_ofACurve_lieWithinWhatIsSaid() {
        SplittableRandom random = new SplittableRandom(5);
        double[] x = random.doubles(2000).sorted().toArray();
        double[] y = random.doubles(2000).sorted().toArray();
        Thinning thinning = Thinning.of(x, y, 40);
        int[] points = thinning.points();
        assertThat(points).hasSize(40).startsWith(0).endsWith(1999);
        double farthest = 0;
        for (int piece = 1; piece < points.length; piece++) {
            for (int i = points[piece - 1]; i < points[piece]; i++) {
                double along = x[points[piece]] - x[points[piece - 1]];
                double up = y[points[piece]] - y[points[piece - 1]];
                double area = Math.abs(along * (y[i] - y[points[piece - 1]]) - up * (x[i] - x[points[piece - 1]]));
                farthest = Math.max(farthest, area / Math.hypot(along, up));
            }
        }
        assertThat(farthest).isBetween(thinning.farthest() * 0.999, thinning.farthest() * 1.001);
    }

    @Test
    void points_fewerThanAskedFor_areAllKept() {
        assertThat(Thinning.of(new double[] {0, 0.5, 1}, new double[] {0, 1, 1}, 50)
                        .points())
                .containsExactly(0, 1, 2);
        assertThat(Thinning.of(new double[] {0}, new double[] {0}, 50).points()).containsExactly(0);
    }
}
