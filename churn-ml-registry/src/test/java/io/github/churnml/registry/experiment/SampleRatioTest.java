package io.github.churnml.registry.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleRatioTest {

    /** tea-tasting 1.14.0 ({@code SampleRatio(ratio, correction=False)}), which is scipy's binomtest below 1,000 and chi-squared. */
    @ParameterizedTest
    @CsvSource({
        "312, 188, 0.5, 3.2361518427169205e-08",
        "560, 140, 0.25, 0.0019299763935036063",
        "5210, 4790, 0.5, 2.669149803181262e-05",
        "9100, 900, 0.1, 0.0008581206663936744"
    })
    void pValue_ofCounts_isThatOfTeaTasting(long champions, long challengers, double share, double pValue) {
        assertThat(SampleRatio.pValue(share, champions, challengers)).isCloseTo(pValue, within(1e-8 * pValue));
        assertThat(SampleRatio.isFar(share, champions, challengers)).isEqualTo(pValue < SampleRatio.LIMIT);
    }

    @Test
    void division_asStated_raisesNoAlarm() {
        SampleRatio ratio = SampleRatio.of(0.5, new TreeMap<>(Map.of("2026-12-01", new long[] {5_050, 4_950})));
        assertThat(ratio.alarm()).isFalse();
        assertThat(ratio.champions()).isEqualTo(5_050);
    }

    /** One day against, one for the challenger: in sum nothing shows. */
    @Test
    void division_offOnSingleDays_raisesAlarm() {
        SampleRatio ratio = SampleRatio.of(
                0.5, new TreeMap<>(Map.of("2026-12-01", new long[] {600, 400}, "2026-12-02", new long[] {410, 600})));
        assertThat(ratio.pValue()).isGreaterThan(0.5);
        assertThat(ratio.worstDay()).isEqualTo("2026-12-01");
        assertThat(ratio.worstDayPValue()).isLessThan(0.001);
        assertThat(ratio.alarm()).isTrue();
    }

    /** Of thirty days, the worst is looked for: 0.0005 on one of them is nothing unusual. */
    @Test
    void division_ofManyDays_allowsForTheirNumber() {
        TreeMap<String, long[]> days = new TreeMap<>();
        for (int day = 10; day < 40; day++) {
            days.put("day" + day, new long[] {500, 500});
        }
        days.put("day25", new long[] {554, 446});
        assertThat(SampleRatio.pValue(0.5, 554, 446)).isBetween(0.0003, 0.001);
        assertThat(SampleRatio.of(0.5, days).alarm()).isFalse();
    }
}
