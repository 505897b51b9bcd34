package io.github.churnml.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of ordinary lines says what the full parser says, or nothing. */
class FlatLineTest {

    private static final List<String> METRICS = List.of("x", "latency_p95_ms", "time");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ts\":\"2026-03-10T11:00:00Z\",\"x\":0.91,\"latency_p95_ms\":412.75}",
                " { \"ts\" : 1773140400.25 ,\t\"x\" : -1e-3 , \"model\":\"churn\",\"ok\":true,\"no\":false,\"y\":null } \r",
                "{\"ts\":\"2026-03-31T23:59:59.123456789Z\",\"x\":123456789012345678,\"latency_p95_ms\":0.1}",
                "{\"x\":9007199254740993,\"ts\":\"2024-02-29T00:00:00Z\",\"latency_p95_ms\":1.7976931348623157e308}",
                "{\"time\":1773140400,\"x\":-0.0}",
                "{\"x\":\"1\",\"ts\":null}",
                "{\"x\":\"1\",\"ts\":1773140400,\"time\":\"no\"}",
                "{\"x\":true,\"ts\":1773140400,\"latency_p95_ms\":-1}",
                "{\"x\":null,\"ts\":1773140400}",
                "{\"ts\":true}",
                "{}"
            })
    void ordinary_line_is_read_and_as_the_full_parser_reads_it(String line) {
        assertThat(new FlatLine(METRICS, new Nothing()).read(bytes(line), bytes(line).length))
                .isTrue();
        assertSame(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\":1,\"x\":2,\"ts\":1}",
                "{\"ts\":\"2026-02-30T11:00:00Z\",\"x\":[1]}",
                "{\"ts\":1,\"x\":01}",
                "{\"ts\":1,\"x\":.5}",
                "{\"ts\":1,\"x\":1.}",
                "{\"ts\":1,\"x\":+1}",
                "{\"ts\":1,\"x\":1e}",
                "{\"ts\":1,\"x\":NaN}",
                "{\"ts\":1,\"x\":nul}",
                "{\"ts\":1,\"x\":1,}",
                "{\"ts\":1,\"x\":1} {}",
                "{\"ts\":1 \"x\":1}",
                "{\"t\\u0073\":1,\"x\":1}",
                "{\"région\":1,\"ts\":1}",
                "{\"ts\":1",
                "{\"ts\":\"2026",
                "{\"ts\"",
                "{",
                "",
                "[1]",
                "{\"ts\":1,\"x\":\"a\tb\"}"
            })
    void line_that_is_not_ordinary_is_left_to_the_full_parser(String line) {
        assertThat(new FlatLine(METRICS, new Nothing()).read(bytes(line), bytes(line).length))
                .isFalse();
        assertSame(line);
    }

    @Test
    void line_manyFields_isRead() {
        StringBuilder line = new StringBuilder("{\"ts\":1773140400");
        for (int i = 0; i < 100; i++) {
            line.append(",\"m").append(i).append("\":").append(i);
        }
        assertSame(line + ",\"x\":5}");
        assertThat(read(line + ",\"x\":5}", false).get(1)).isEqualTo(5.0);
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> names = Arbitraries.of("x", "ts", "time", "date", "latency_p95_ms", "other", "", "x ");
        Arbitrary<String> numbers = Arbitraries.oneOf(
                Arbitraries.doubles().map(String::valueOf),
                Arbitraries.doubles().between(-1000, 1000).ofScale(6).map(String::valueOf),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.strings()
                        .withChars("0123456789.eE+-")
                        .ofMinLength(1)
                        .ofMaxLength(8));
        Arbitrary<String> times = Combinators.combine(
                        Arbitraries.integers().between(1969, 2263),
                        Arbitraries.integers().between(0, 13),
                        Arbitraries.integers().between(0, 32),
                        Arbitraries.integers().between(0, 61),
                        Arbitraries.of("", ".5", ".123456789", ".", ".1234567890"))
                .as((year, month, day, minute, more) -> String.format(
                        "\"%04d-%02d-%02dT%02d:%02d:59%sZ\"", year, month, day, minute % 25, minute, more));
        Arbitrary<String> values = Arbitraries.oneOf(
                numbers, times, Arbitraries.of("null", "true", "\"text\"", "[1,2]", "{\"x\":1}", "\"\"", "NaN", "tru"));
        Arbitrary<String> field = Combinators.combine(names, values).as((name, value) -> "\"" + name + "\":" + value);
        return Combinators.combine(field.list().ofMaxSize(6), Arbitraries.of("}", "}", "}", "", "} ", "}}", ",}"))
                .as((fields, close) -> "{" + String.join(",", fields) + close);
    }

    @Property(tries = 3_000)
    void line_anyText_readAlikeBothWays(@ForAll("lines") String line) {
        assertSame(line);
    }

    private static void assertSame(String line) {
        assertThat(read(line, false)).as(line).isEqualTo(read(line, true));
    }

    private static List<Object> read(String text, boolean full) {
        MetricLine line = new MetricLine(METRICS);
        byte[] bytes = bytes(text);
        Optional<String> problem = full ? line.readAny(bytes, bytes.length) : line.read(bytes, bytes.length);
        List<Object> all = new ArrayList<>();
        all.add(problem);
        if (problem.isEmpty()) {
            for (double value : line.values()) {
                all.add(value);
            }
            all.add(line.time());
            all.add(List.copyOf(line.unusable()));
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Nothing implements FlatLine.Fields {

        @Override
        public void number(int field, double value) {}

        @Override
        public void text(int field, String value) {}

        @Override
        public void flag(int field) {}

        @Override
        public void nothing(int field) {}
    }
}
