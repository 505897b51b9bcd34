package io.github.churnml.monitor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.churnml.settings.JsonLimits;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of a metrics history: a JSON object with a time and numbers. Mutable, for one thread. A value that a metric
 * cannot have (outside of its range, a text, the words NaN and Infinity, which some writers use) is missing, and counted; null
 * is missing.
 */
final class MetricLine {

    /** The names that the time may have; the first of them that is there is taken. */
    private static final List<String> TIMES =
            List.of("ts", "timestamp", "time", "datetime", "date", "@timestamp", "created_at");

    private static final String MORE = "a list or a mapping";

    private static final JsonFactory FACTORY = new JsonLimits(32, 20_000_000, 50_000, 100)
            .factory()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> metrics;
    private final List<MetricRange> ranges;
    private final double[] values;
    private final List<String> unusable = new ArrayList<>();
    private final FlatLine flat;
    private @Nullable Instant time;
    private int timeRank;

    MetricLine(List<String> metrics) {
        this.metrics = List.copyOf(metrics);
        this.ranges = metrics.stream().map(MetricRange::of).toList();
        for (String metric : metrics) {
            places.put(metric, places.size());
        }
        values = new double[metrics.size()];
        flat = new FlatLine(Stream.concat(metrics.stream(), TIMES.stream()).toList(), new Flat());
    }

    /** Takes a line; gives back what is wrong with it, or nothing. */
    Optional<String> read(byte[] line, int length) {
        clear();
        if (flat.read(line, length)) {
            return problem();
        }
        return readAny(line, length);
    }

    /** The same for whatever a line may hold, slower. */
    Optional<String> readAny(byte[] line, int length) {
        clear();
        int from =
                length >= 3 && (line[0] & 0xFF) == 0xEF && (line[1] & 0xFF) == 0xBB && (line[2] & 0xFF) == 0xBF ? 3 : 0;
        try (JsonParser parser = FACTORY.createParser(line, from, length - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.of("it is not a JSON object");
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                field(key, parser, parser.nextToken());
            }
            if (parser.nextToken() != null) {
                return Optional.of("it goes on after its JSON object");
            }
        } catch (IOException e) {
            return Optional.of("it is not valid JSON");
        }
        return problem();
    }

    /** Takes a parsed object; gives back what is wrong with it, or nothing. */
    Optional<String> read(Map<?, ?> item) {
        clear();
        item.forEach((key, value) -> {
            String name = String.valueOf(key);
            Integer place = places.get(name);
            if (place != null && value instanceof Number number) {
                put(place, number.doubleValue());
            } else if (place != null && value != null) {
                noNumber(place, value instanceof String ? "a text" : value instanceof Boolean ? "a flag" : MORE);
            }
            int rank = TIMES.indexOf(name);
            if (rank >= 0 && rank < timeRank) {
                take(
                        rank,
                        value instanceof Number number
                                ? Times.of(number.doubleValue())
                                : value instanceof String text ? Times.of(text) : Optional.empty());
            }
        });
        return problem();
    }

    /** When it was measured; only after a line that was good. */
    Instant time() {
        if (time == null) {
            throw new IllegalStateException("the line has no time");
        }
        return time;
    }

    /** The metrics asked for, in their order, NaN for those missing; reused for the next line. */
    double[] values() {
        return values;
    }

    /** What is wrong with values that were left out, in the line's order; reused for the next line. */
    List<String> unusable() {
        return unusable;
    }

    private void clear() {
        unusable.clear();
        Arrays.fill(values, Double.NaN);
        time = null;
        timeRank = TIMES.size();
    }

    private Optional<String> problem() {
        if (timeRank == TIMES.size()) {
            return Optional.of("it has no time under the key 'ts'");
        }
        return time == null
                ? Optional.of("its time, key '" + TIMES.get(timeRank) + "', cannot be read")
                : Optional.empty();
    }

    private void field(String key, JsonParser parser, @Nullable JsonToken token) throws IOException {
        boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        Integer place = places.get(key);
        if (place != null && number) {
            put(place, parser.getDoubleValue());
        } else if (place != null && token != JsonToken.VALUE_NULL) {
            boolean flag = token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
            noNumber(place, token == JsonToken.VALUE_STRING ? "a text" : flag ? "a flag" : MORE);
        }
        int rank = TIMES.indexOf(key);
        if (rank >= 0 && rank < timeRank) {
            take(
                    rank,
                    number
                            ? Times.of(parser.getDoubleValue())
                            : token == JsonToken.VALUE_STRING ? Times.of(parser.getText()) : Optional.empty());
        }
        parser.skipChildren();
    }

    private void take(int rank, Optional<Instant> read) {
        timeRank = rank;
        time = read.orElse(null);
    }

    private void put(int place, double value) {
        Optional<String> problem = ranges.get(place).problem(metrics.get(place), value);
        problem.ifPresent(unusable::add);
        values[place] = problem.isPresent() ? Double.NaN : value;
    }

    /** A metric may have the name of a time, which is often a text. */
    private void noNumber(int place, String what) {
        if (!TIMES.contains(metrics.get(place))) {
            unusable.add(metrics.get(place) + " is " + what + " where a number is required");
        }
    }

    /** Takes the fields of a flat line as {@link #field} does. A metric may have the name of a time. */
    private final class Flat implements FlatLine.Fields {

        @Override
        public void number(int field, double value) {
            if (field < values.length) {
                put(field, value);
            }
            int rank = rank(field);
            if (rank >= 0 && rank < timeRank) {
                take(rank, Times.of(value));
            }
        }

        @Override
        public void text(int field, String value) {
            if (field < values.length) {
                noNumber(field, "a text");
            }
            int rank = rank(field);
            if (rank >= 0 && rank < timeRank) {
                take(rank, Times.of(value));
            }
        }

        @Override
        public void flag(int field) {
            if (field < values.length) {
                noNumber(field, "a flag");
            }
            nothing(field);
        }

        @Override
        public void nothing(int field) {
            int rank = rank(field);
            if (rank >= 0 && rank < timeRank) {
                take(rank, Optional.empty());
            }
        }

        private int rank(int field) {
            return field >= values.length ? field - values.length : TIMES.indexOf(metrics.get(field));
        }
    }
}
