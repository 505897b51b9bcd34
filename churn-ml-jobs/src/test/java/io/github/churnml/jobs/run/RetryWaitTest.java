package io.github.churnml.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.jobs.step.RetryPolicy;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryWaitTest {

    private static final RetryPolicy POLICY =
            new RetryPolicy(5, Duration.ofSeconds(10), RetryPolicy.Growth.EXPONENTIAL, Duration.ofSeconds(60), 0.2);

    @Test
    void wait_sameRunStepAndTry_isTheSame() {
        assertThat(RetryWait.before(POLICY, "run", "step", 2)).isEqualTo(RetryWait.before(POLICY, "run", "step", 2));
        assertThat(RetryWait.before(POLICY, "run", "step", 2)).isNotEqualTo(RetryWait.before(POLICY, "ran", "step", 2));
    }

    @Test
    void wait_triesOfARun_growUpToTheLongest() {
        long[] least = {8, 16, 32, 48, 48};
        long[] most = {10, 20, 40, 60, 60};
        for (int number = 1; number <= 5; number++) {
            assertThat(RetryWait.before(POLICY, "run", "step", number))
                    .isBetween(Duration.ofSeconds(least[number - 1]), Duration.ofSeconds(most[number - 1]));
        }
    }

    @Test
    void chance_manyRuns_isEvenlySpread() {
        double mean = IntStream.range(0, 10_000)
                .mapToDouble(i -> RetryWait.chance("run-" + i, "step", 1))
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(0.48, 0.52);
    }
}
