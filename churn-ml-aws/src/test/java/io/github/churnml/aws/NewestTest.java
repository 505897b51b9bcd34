package io.github.churnml.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.aws.Newest.Found;
import io.github.churnml.error.ConfigurationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewestTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");

    @Property
    void newest_namesByDateInAnyOrder_isTheLastDay(@ForAll @IntRange(min = 1, max = 400) int days, @ForAll long seed) {
        List<Found> files = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            Instant then = MONDAY.plusSeconds(86_400L * day);
            files.add(new Found("customers-" + then.toString().substring(0, 10) + ".csv", then));
        }
        Found last = files.get(days - 1);
        Collections.shuffle(files, new Random(seed));

        assertThat(Newest.of(files, "(x)")).isEqualTo(last);
    }

    @Test
    void newest_dayBeforeTheMonth_isRefused() {
        List<Found> files = List.of(
                new Found("30-11-2026.csv", Instant.parse("2026-11-30T00:00:00Z")),
                new Found("01-12-2026.csv", Instant.parse("2026-12-01T00:00:00Z")));

        assertThatThrownBy(() -> Newest.of(files, "(s3://b/in/)"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Which of 2 objects that match (s3://b/in/) is the newest is not clear: '30-11-2026.csv' is the last"
                                + " by its name (written 2026-11-30T00:00:00Z), and '01-12-2026.csv' was written later"
                                + " (2026-12-01T00:00:00Z).\nMaybe name the file.");
    }

    @Test
    void newest_sameNumbersWrittenOtherwise_isRefused() {
        List<Found> files = List.of(new Found("customers-9.csv", MONDAY), new Found("customers-09.csv", MONDAY));

        assertThatThrownBy(() -> Newest.of(files, "(s3://b/in/)"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("two of them with the same numbers: 'customers-09.csv', 'customers-9.csv'");
    }

    @ParameterizedTest
    @CsvSource({
        "customers.csv, '', true",
        "_SUCCESS, '', false",
        ".hidden, '', false",
        "'', '', false",
        "customers.csv, *.csv, true",
        "customers.csv.gz, *.csv, false",
        "customersXcsv, customers.csv*, false",
        "customers-1.csv, customers-*.csv*, true",
        "a, *, true",
        "'', *, false",
    })
    void matches_nameAndPattern_asSaid(String name, String pattern, boolean matches) {
        assertThat(Newest.matches(name, pattern)).isEqualTo(matches);
    }
}
