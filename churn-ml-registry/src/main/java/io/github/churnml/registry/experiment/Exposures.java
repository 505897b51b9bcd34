package io.github.churnml.registry.experiment;

import io.github.churnml.data.Notice;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The customers of one experiment, by id, in the order in which the log first names them. Mutable, for one thread. */
final class Exposures {

    private static final double MOST_IN_BOTH = 0.01;
    private static final int MOST_VERSIONS = 1_000;

    private final Path log;
    private final ReadingOptions options;
    private final Map<String, Exposure> customers = new LinkedHashMap<>();
    private final TreeSet<String> experiments = new TreeSet<>();
    private final Map<Arm, SortedMap<String, Long>> versions = new LinkedHashMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private String name;
    private long answers;
    private long later;
    private long both;

    private Exposures(Path log, ReadingOptions options) {
        this.log = log;
        this.options = options;
        this.name = options.experiment() == null ? "" : options.experiment();
    }

    static Exposures read(Path log, ReadingOptions options) {
        Exposures exposures = new Exposures(log, options);
        AssignmentLines lines = AssignmentReader.read(log, exposures::add);
        exposures.requireOne();
        exposures.requireCustomers();
        exposures.notice(lines);
        exposures.requireApart();
        return exposures;
    }

    private void add(Assignment assignment) {
        if (experiments.size() < MOST_VERSIONS) {
            experiments.add(assignment.experiment());
        }
        if (name.isEmpty()) {
            name = assignment.experiment();
        }
        if (!name.equals(assignment.experiment())) {
            return;
        }
        if (assignment.at().isAfter(options.asOf())) {
            later++;
            return;
        }
        answers++;
        SortedMap<String, Long> ofArm = versions.computeIfAbsent(assignment.arm(), arm -> new TreeMap<>());
        if (ofArm.size() < MOST_VERSIONS) {
            ofArm.merge(assignment.version(), 1L, Long::sum);
        }
        Exposure there = customers.putIfAbsent(assignment.customer(), new Exposure(assignment));
        if (there != null) {
            there.add(assignment);
        }
    }

    private void requireOne() {
        if (options.experiment() == null && experiments.size() > 1) {
            throw new ConfigurationException(
                    "The assignment log " + Wording.path(log) + " holds " + experiments.size() + " experiments: "
                            + Wording.names(experiments) + ".",
                    "Maybe say which one is to be read.",
                    Where.in(log));
        }
        if (options.experiment() != null && !experiments.contains(name)) {
            throw new ConfigurationException(
                    "The assignment log " + Wording.path(log) + " holds no experiment " + Wording.name(name) + ".",
                    Wording.maybeNearest(name, experiments),
                    Where.in(log));
        }
    }

    private void requireCustomers() {
        if (customers.isEmpty()) {
            throw new DataException(
                    "The assignment log " + Wording.path(log) + " holds nobody who was exposed by " + options.asOf()
                            + ".",
                    later == 0 ? "" : "Maybe read it as of a later day: " + Wording.count(later) + " lines are later.",
                    Where.in(log));
        }
    }

    private void notice(AssignmentLines lines) {
        if (lines.broken() > 0) {
            notice(
                    "broken-lines",
                    Wording.count(lines.broken(), "line of the log is", "lines of the log are")
                            + " no whole JSON object, as a killed process leaves, and passed over: the first is "
                            + lines.firstBroken() + ".");
        }
        if (!lines.unread().isEmpty()) {
            notice("unread-keys", "The log has keys that mean nothing here: " + Wording.names(lines.unread()) + ".");
        }
        versions.forEach((arm, ofArm) -> {
            if (ofArm.size() > 1) {
                notice(
                        "versions-changed",
                        "The " + arm.label() + " had " + ofArm.size() + " versions (" + Wording.names(ofArm.keySet())
                                + "): the difference is one of a mixture of models.");
            }
        });
        ExperimentArms arms = ExperimentArms.of(name, options.challengerShare());
        long otherwise = customers.entrySet().stream()
                .filter(entry -> arms.arm(entry.getKey()) != entry.getValue().arm)
                .count();
        if (otherwise > 0) {
            notice(
                    "assigned-otherwise",
                    Wording.count(otherwise) + " of " + Wording.count(customers.size(), "customer", "customers")
                            + " got another model than a share of " + options.challengerShare()
                            + " gives by the hash of their id: another share or another system divided them.");
        }
    }

    private void requireApart() {
        both = customers.values().stream().filter(customer -> customer.both).count();
        if (both > MOST_IN_BOTH * customers.size()) {
            throw new DataException(
                    Wording.count(both) + " of " + Wording.count(customers.size(), "customer", "customers")
                            + " got both models, more than 1 in 100: the experiment cannot be read.",
                    "Maybe the share was changed while it ran: begin a new one under another name.",
                    Where.in(log));
        }
        if (both > 0) {
            notice(
                    "both-models",
                    Wording.count(both, "customer", "customers")
                            + " got both models, as when a share is changed, and are left out.");
        }
    }

    private void notice(String code, String message) {
        notices.add(new Notice(code, "", message));
    }

    String name() {
        return name;
    }

    Map<String, Exposure> customers() {
        return customers;
    }

    Map<Arm, SortedMap<String, Long>> versions() {
        return versions;
    }

    List<Notice> notices() {
        return notices;
    }

    long answers() {
        return answers;
    }

    long both() {
        return both;
    }

    Instant first() {
        return customers.values().stream()
                .map(customer -> customer.first)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    Instant last() {
        return customers.values().stream()
                .map(customer -> customer.first)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** By the day of first exposure, in UTC. */
    SampleRatio ratio() {
        SortedMap<String, long[]> days = new TreeMap<>();
        customers.values().stream().filter(customer -> !customer.both).forEach(customer -> {
            String day = customer.first.atOffset(ZoneOffset.UTC).toLocalDate().toString();
            days.computeIfAbsent(day, key -> new long[2])[customer.arm == Arm.CHALLENGER ? 1 : 0]++;
        });
        return SampleRatio.of(options.challengerShare(), days);
    }
}
