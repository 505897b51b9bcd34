package io.github.churnml.benchmarks.defaults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints figures as they come, and who won. */
final class Report {

    private final List<Candidate> candidates;
    private final PrintStream out;
    private final int width;

    Report(List<Candidate> candidates, PrintStream out) {
        this.candidates = candidates;
        this.out = out;
        this.width = candidates.stream()
                .mapToInt(candidate -> candidate.name().length())
                .max()
                .orElse(0);
    }

    /** Every candidate's figures on one group of tables, beside the best there. */
    void group(Group group) {
        print(
                "%n%s, %d %s, %.1f s; least log loss %.4f%s, largest ROC-AUC %.4f%n",
                group.name(),
                group.tables(),
                group.tables() == 1 ? "table" : "tables",
                group.seconds(),
                group.leastLoss(),
                group.leastPossible() > 0 ? String.format(Locale.ROOT, " (%.4f possible)", group.leastPossible()) : "",
                group.largestAuc());
        for (int c = 0; c < candidates.size(); c++) {
            Judged figure = group.figures().get(c);
            if (!Double.isNaN(figure.logLoss())) {
                print(
                        "  %-" + width + "s  log loss +%.4f  ROC-AUC -%.4f  %4d rounds  %6.2f s%n",
                        candidates.get(c).name(),
                        group.regret(c) / 1000,
                        group.aucRegret(c) / 1000,
                        figure.rounds(),
                        figure.seconds());
            }
        }
    }

    /** Candidates by their mean regret. */
    void ranking(String title, List<Group> groups) {
        print("%n%s%n", title);
        print(
                "  %-" + width + "s  %10s  %10s  %-12s  %10s  %8s%n",
                "candidate",
                "log loss",
                "worst",
                "where",
                "ROC-AUC",
                "seconds");
        for (Ranking.Place place : new Ranking(groups).places()) {
            print(
                    "  %-" + width + "s  %10.5f  %10.4f  %-12s  %10.4f  %8.1f%n",
                    candidates.get(place.candidate()).name(),
                    place.mean() / 1000,
                    place.worst() / 1000,
                    place.worstKind(),
                    -place.auc() / 1000,
                    place.seconds());
        }
    }

    /** Of drawn candidates, the mean regret of those that have each value. */
    void values(List<Group> groups) {
        Map<String, Map<String, List<Double>>> byValue = new TreeMap<>();
        for (Ranking.Place place : new Ranking(groups).places()) {
            Candidate candidate = candidates.get(place.candidate());
            if (candidate.drawn()) {
                candidate.settings().forEach((key, value) -> byValue.computeIfAbsent(key, k -> new LinkedHashMap<>())
                        .computeIfAbsent(value.toString(), v -> new ArrayList<>())
                        .add(place.mean()));
            }
        }
        if (!byValue.isEmpty()) {
            print("%nmean regret of the drawn candidates that have a value, thousandths of log loss (how many)%n");
        }
        for (Map.Entry<String, Map<String, List<Double>>> setting : byValue.entrySet()) {
            String values = setting.getValue().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> String.format(
                            Locale.ROOT,
                            "%s: %.3f (%d)",
                            entry.getKey(),
                            mean(entry.getValue()),
                            entry.getValue().size()))
                    .collect(Collectors.joining(", "));
            print("  %s  %s%n", setting.getKey(), values);
        }
    }

    /** Where the time went, so that no kind is looked at more than the others without anyone noticing. */
    void time(List<Group> groups) {
        double all = groups.stream().mapToDouble(Group::seconds).sum();
        print("%nprocessor time of fits %.0f s, by kind:%n", all);
        groups.stream()
                .collect(Collectors.groupingBy(
                        Group::kind, LinkedHashMap::new, Collectors.summingDouble(Group::seconds)))
                .forEach((kind, seconds) -> print("  %-12s %5.1f %%%n", kind, 100 * seconds / all));
    }

    /** Writes every figure. */
    void csv(Path file, List<Group> groups) throws IOException {
        List<String> lines = new ArrayList<>(List.of("kind,group,tables,candidate,logLoss,rocAuc,rounds,seconds"));
        for (Group group : groups) {
            for (int c = 0; c < candidates.size(); c++) {
                Judged figure = group.figures().get(c);
                lines.add(String.join(
                        ",",
                        group.kind(),
                        group.name(),
                        String.valueOf(group.tables()),
                        candidates.get(c).name(),
                        String.valueOf(figure.logLoss()),
                        String.valueOf(figure.rocAuc()),
                        String.valueOf(figure.rounds()),
                        String.valueOf(figure.seconds())));
            }
        }
        Files.write(file, lines);
    }

    private static double mean(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
