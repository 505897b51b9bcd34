package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Target;
import io.github.churnml.profile.Finding;
import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.profile.TableProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns that a training may use though they seem to know who left, as the profile finds them.
 *
 * @param findings one for each, most important first
 */
record SuspectedLeaks(List<Finding> findings) {

    private static final int MOST_SHOWN = 5;

    /** Of the columns that are not excluded; the target's positive label is known by then. */
    static SuspectedLeaks in(Dataset table, ChurnPipeline pipeline) {
        Set<String> excluded = new LinkedHashSet<>();
        pipeline.exclude().forEach(name -> excluded.add(table.column(name).name()));
        Dataset seen = Dataset.of(
                table.columns().stream()
                        .filter(column -> !excluded.contains(column.name()))
                        .toList(),
                List.of());
        String positive = pipeline.positive().orElse(null);
        if (positive == null && !pipeline.outcome().isChurn()) {
            positive = Target.find(table, pipeline.target(), null, pipeline.negative(), pipeline.outcome())
                    .positive();
        }
        ProfileOptions options = new ProfileOptions(pipeline.target(), positive, pipeline.negative());
        return new SuspectedLeaks(TableProfile.suspectedLeaks(seen, options));
    }

    /** Ends the run if there is any: what was found is what --strict asks to fail on. */
    void refuse() {
        if (findings.isEmpty()) {
            return;
        }
        Set<String> columns = new LinkedHashSet<>();
        findings.forEach(finding -> columns.addAll(finding.columns()));
        String error = "Suspected leak: " + findings.get(0).message()
                + (findings.size() > 1 ? " There are " + Wording.count(findings.size()) + " in all." : "");
        String hint = "Maybe leave out what is known only afterwards: --exclude \"" + String.join(",", columns)
                + "\"; or train without --strict.";
        throw new Failure.Ended(
                new Failure(Failure.FOUND, error, hint),
                new DataException(error, hint, Where.column(columns.iterator().next())));
    }

    /** Lines of text, empty if there is none. */
    String text() {
        if (findings.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\nSuspected leaks; if they are, all figures below are too good:\n");
        for (Finding finding : findings.subList(0, Math.min(MOST_SHOWN, findings.size()))) {
            text.append("  - ")
                    .append(finding.message())
                    .append(' ')
                    .append(finding.wayOut())
                    .append('\n');
        }
        if (findings.size() > MOST_SHOWN) {
            text.append("  - and ").append(findings.size() - MOST_SHOWN).append(" more; churn profile shows all\n");
        }
        return text.toString();
    }

    /** Each in a sentence, with what to do. */
    List<String> sentences() {
        return findings.stream()
                .map(finding -> finding.message() + " " + finding.wayOut())
                .toList();
    }

    List<Object> json() {
        List<Object> all = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("code", finding.code());
            one.put("columns", finding.columns());
            one.put("message", finding.message());
            one.put("way_out", finding.wayOut());
            all.add(one);
        }
        return all;
    }
}
