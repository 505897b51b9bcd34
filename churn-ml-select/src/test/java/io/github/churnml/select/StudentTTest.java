package io.github.churnml.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against scipy 1.18.1's {@code t.sf} and {@code t.ppf}. */
class StudentTTest {

    @ParameterizedTest
    @CsvSource({
        "0.3, 1, 0.8144528418445154",
        "1.7, 1, 0.3385060546606654",
        "4.2, 1, 0.14880553059723445",
        "0.3, 2, 0.7924856608401776",
        "1.7, 2, 0.23123342620157122",
        "4.2, 2, 0.05228326694629917",
        "0.3, 3, 0.783763292039919",
        "1.7, 3, 0.18769064155341003",
        "4.2, 3, 0.024632078176939253",
        "0.3, 4, 0.7791214282774598",
        "1.7, 4, 0.16435494127005",
        "4.2, 4, 0.013695810305096449",
        "0.3, 9, 0.7709907037415248",
        "1.7, 9, 0.12334766214382385",
        "4.2, 9, 0.002306692506540238",
        "0.3, 10, 0.7703206075657986",
        "1.7, 10, 0.11996934590902035",
        "4.2, 10, 0.0018286964802676042",
        "0.3, 49, 0.7654461897840288",
        "1.7, 49, 0.09547108484117857",
        "4.2, 49, 0.00011230229979240219",
        "0.3, 100, 0.7647998803003035",
        "1.7, 100, 0.09223932700301926",
        "4.2, 100, 5.802735483958658e-05"
    })
    void twoSided_eachDegree_isThatOfScipy(double t, int degrees, double expected) {
        assertThat(StudentT.twoSided(t, degrees)).isCloseTo(expected, withinPercentage(1e-9));
        assertThat(StudentT.twoSided(-t, degrees)).isEqualTo(StudentT.twoSided(t, degrees));
    }

    @ParameterizedTest
    @CsvSource({"1, 12.706204736174694", "4, 2.7764451051977934", "9, 2.262157162798205", "29, 2.045229642132703"})
    void reach_of95Percent_isThatOfScipy(int degrees, double expected) {
        assertThat(StudentT.reach(0.95, degrees)).isCloseTo(expected, within(1e-10));
    }

    @Test
    void twoSided_atTheEnds_isOneAndZero() {
        assertThat(StudentT.twoSided(0, 4)).isEqualTo(1);
        assertThat(StudentT.twoSided(Double.POSITIVE_INFINITY, 4)).isCloseTo(0, within(1e-15));
        assertThatThrownBy(() -> StudentT.twoSided(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
