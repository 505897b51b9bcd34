package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted of numbers that may be names; what comes of it is in {@link LongNumbersTest}. */
class LongNumberCountsTest {

    private static LongNumbers of(int count, String... texts) {
        LongNumbers counts = new LongNumbers();
        for (String text : texts) {
            String all = "0" + text + "0";
            counts.add(all.toCharArray(), 1, 1 + text.length(), Numbers.parse(text), count);
        }
        return counts;
    }

    /** Whether it counts, is rounded, has an exponent, had its digits cut, may be a time. */
    @ParameterizedTest
    @CsvSource({
        "1234567890123456, true, false, false, false, true",
        "-1234567890123456, true, false, false, false, true",
        "9007199254740992, true, false, false, false, false",
        "9007199254740994, true, true, false, false, false",
        "1234567890123450, true, false, false, true, true",
        "123456789012345000, true, true, false, true, false",
        "1234567890123456.0, true, false, false, false, true",
        "1234567890123456.00, true, false, false, false, true",
        "1234567890123456., false, false, false, false, true",
        "1234567890123456.5, false, false, false, false, true",
        "123456789012345, false, false, false, false, true",
        "123456789012345.0, false, false, false, false, true",
        "+4915550123, true, false, false, false, false",
        "+491555012, false, false, false, false, true",
        "0123456789, true, false, false, false, false",
        "-0123456789, true, false, false, false, false",
        "012345678, false, false, false, false, true",
        "1234567890, false, false, false, false, true",
        "1.5E+17, true, true, true, true, false",
        "1.5E+15, false, false, false, false, true",
        "9E+30, false, false, false, false, true",
        "1000000000000000, true, false, false, true, true",
        "2199999999999999, true, false, false, false, true",
        "2200000000000000, true, false, false, true, false",
        "999999999999999999, true, true, false, false, true",
        "2200000000000000001, true, true, false, false, false",
        "0999999999999999, true, false, false, false, false"
    })
    void add_number_isCountedWhereItMayBeAName(
            String text, boolean counts, boolean rounded, boolean exponent, boolean cut, boolean time) {
        LongNumbers counted = of(3, text);
        assertThat(counted.all()).isEqualTo(counts ? 3 : 0);
        assertThat(counted.rounded()).isEqualTo(rounded ? 3 : 0);
        assertThat(counted.exponents()).isEqualTo(exponent ? 3 : 0);
        assertThat(counted.cut()).isEqualTo(cut);
        assertThat(counted.times()).isEqualTo(time);
    }

    @Test
    void merge_ofParts_addsAllCounts() {
        LongNumbers merged = of(2, "1234567890123450", "1.5E+17");
        merged.merge(of(5, "1.5E+17", "123456789012345000"));
        assertThat(merged.all()).isEqualTo(14);
        assertThat(merged.rounded()).isEqualTo(12);
        assertThat(merged.exponents()).isEqualTo(7);
        assertThat(merged.cut()).isTrue();
        assertThat(merged.times()).isFalse();
        merged.merge(of(1, "1234567890123456"));
        assertThat(merged.cut()).isFalse();

        LongNumbers times = of(1, "1700000000123456");
        times.merge(of(1, "1700000000123457"));
        assertThat(times.times()).isTrue();
        times.merge(of(1, "7700000000123457"));
        assertThat(times.times()).isFalse();
    }
}
