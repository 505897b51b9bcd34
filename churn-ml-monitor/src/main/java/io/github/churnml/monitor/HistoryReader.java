package io.github.churnml.monitor;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.monitor.log.BoundedLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Feeds a history into a window: lines of a file, parsed items, or points. */
final class HistoryReader {

    private HistoryReader() {}

    static void read(Path path, MetricLine line, HistoryWindow history) {
        if (Files.isDirectory(path)) {
            throw unreadable(path, " is a folder.", null);
        }
        try (InputStream in = Files.newInputStream(path)) {
            BoundedLines lines = new BoundedLines(in);
            while (lines.next()) {
                if (!lines.isBlank()) {
                    history.counter().line();
                    Optional<String> problem = lines.isTooLong()
                            ? Optional.of("it is longer than 1 MB")
                            : line.read(lines.bytes(), lines.length());
                    take(line, problem, lines.number(), history);
                }
            }
        } catch (IOException e) {
            throw unreadable(path, Files.exists(path) ? " cannot be read." : " is not there.", e);
        }
    }

    static void read(List<?> items, MetricLine line, HistoryWindow history) {
        long number = 0;
        for (Object item : items) {
            number++;
            history.counter().line();
            Optional<String> problem =
                    item instanceof Map<?, ?> map ? line.read(map) : Optional.of("it is not a JSON object");
            take(line, problem, number, history);
        }
    }

    static void read(List<MetricPoint> points, List<String> metrics, HistoryWindow history) {
        double[] values = new double[metrics.size()];
        List<MetricRange> ranges = metrics.stream().map(MetricRange::of).toList();
        long number = 0;
        for (MetricPoint point : points) {
            number++;
            history.counter().line();
            for (int j = 0; j < values.length; j++) {
                double value = point.values().getOrDefault(metrics.get(j), Double.NaN);
                Optional<String> problem =
                        Double.isNaN(value) ? Optional.empty() : ranges.get(j).problem(metrics.get(j), value);
                if (problem.isPresent()) {
                    history.counter().unusable(number, problem.get());
                }
                values[j] = problem.isEmpty() ? value : Double.NaN;
            }
            Optional<Instant> time = Times.kept(point.time());
            if (time.isEmpty()) {
                history.counter().malformed(number, "its time is not between 1970 and 2261");
            } else {
                history.add(time.get(), values, number);
            }
        }
    }

    private static void take(MetricLine line, Optional<String> problem, long number, HistoryWindow history) {
        if (problem.isPresent()) {
            history.counter().malformed(number, problem.get());
        } else {
            line.unusable().forEach(what -> history.counter().unusable(number, what));
            history.add(line.time(), line.values(), number);
        }
    }

    private static DataException unreadable(Path path, String why, @Nullable IOException cause) {
        return new DataException(
                "Metrics history " + Wording.path(path) + why, "Maybe the path is wrong.", Where.in(path), cause);
    }
}
