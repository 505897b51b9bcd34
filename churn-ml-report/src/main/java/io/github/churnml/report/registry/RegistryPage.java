package io.github.churnml.report.registry;

import io.github.churnml.error.Wording;
import io.github.churnml.registry.EventKind;
import io.github.churnml.registry.GateResult;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Pointer;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.registry.VersionDifference;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Bullets;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What there is to say of a registry, or of one with a registry for each variant, as a report. */
public final class RegistryPage {

    private static final int MOST_DIFFERENCES = 100;
    private static final int MOST_BELOW = 30;
    static final int SENTENCE = 160;

    private final RegistryFacts facts;
    private final RegistryState state;

    private RegistryPage(RegistryFacts facts) {
        this.facts = facts;
        this.state = facts.state();
    }

    /**
     * Says what there is to say of a registry.
     *
     * @param facts the registry
     * @param below registries of variants in folders below, which are told in short
     * @return the report, the same for the same registries
     */
    public static Report of(RegistryFacts facts, List<RegistryFacts> below) {
        return new RegistryPage(facts).report(below);
    }

    private Report report(List<RegistryFacts> below) {
        List<Section> sections = new ArrayList<>();
        sections.add(serving());
        if (!below.isEmpty()) {
            sections.add(variants(below));
        }
        sections.add(VersionSection.of(facts));
        sections.add(EventSection.of(state));
        sections.add(GateSection.of(state));
        sections.add(differences());
        sections.add(log());
        String subtitle = Wording.count(state.versions().size(), "version", "versions") + " and "
                + Wording.count(state.seq(), "event", "events") + " in " + Words.text(facts.place(), SENTENCE) + ".";
        return new Report("Registry of " + Words.name(state.name()), subtitle, opening(), sections);
    }

    private List<Block> opening() {
        List<Block> blocks = new ArrayList<>();
        Optional<RegistryEvent> enthroned = enthroned(state);
        blocks.add(Finding.main(state.champion()
                .map(champion -> "Version " + champion.version() + " serves"
                        + enthroned
                                .map(event -> " since " + time(event) + ": " + done(event))
                                .orElse("")
                        + ".")
                .orElse("No version serves: none was promoted yet.")));
        enthroned
                .filter(RegistryEvent::forced)
                .ifPresent(event -> blocks.add(Finding.warning("It was promoted by force" + failed(event)
                        + (event.why().isBlank() ? "." : ". What was said: " + said(event.why()) + "."))));
        VersionSection.beside(facts).ifPresent(sentence -> blocks.add(Finding.note(sentence)));
        List<ModelVersion> newest = RegistryFacts.newest(state, 1);
        if (!newest.isEmpty() && enthroned.isPresent()) {
            ModelVersion last = newest.get(0);
            if (last.registered().seq() > enthroned.get().seq()) {
                blocks.add(Finding.note("The newest version, " + last.version() + ", was registered after that and is "
                        + Words.name(last.status().label()) + "."));
            }
        }
        state.assignment(Pointer.CHALLENGER)
                .ifPresent(event -> blocks.add(Finding.note("An experiment is on: version " + event.to() + " answers "
                        + event.number("share").map(Unit.SHARE::text).orElse("a part") + " of the customers, since "
                        + time(event) + ".")));
        facts.problems().stream()
                .limit(5)
                .forEach(problem -> blocks.add(Finding.warning("Not read: " + Words.text(problem, 300))));
        return blocks;
    }

    /** The event by which the champion became it. */
    static Optional<RegistryEvent> enthroned(RegistryState state) {
        String number =
                state.champion().map(champion -> champion.version().toString()).orElse("");
        return last(
                state,
                event -> (event.kind() == EventKind.PROMOTE || event.kind() == EventKind.ROLLBACK)
                        && number.equals(event.to()));
    }

    private static Optional<RegistryEvent> last(RegistryState state, Predicate<RegistryEvent> which) {
        List<RegistryEvent> events = state.events();
        for (int i = events.size() - 1; i >= 0; i--) {
            if (which.test(events.get(i))) {
                return Optional.of(events.get(i));
            }
        }
        return Optional.empty();
    }

    private Section serving() {
        Table.Builder table = Table.texts("Which version does what", "role", "version", "since", "by", "what was said");
        for (Pointer pointer : Pointer.values()) {
            Optional<ModelVersion> version = state.find(pointer);
            Optional<RegistryEvent> event =
                    switch (pointer) {
                        case CHAMPION -> enthroned(state);
                        case CHALLENGER, SHADOW -> state.assignment(pointer);
                        case PREVIOUS -> Optional.empty();
                    };
            table.row(
                    role(pointer, event),
                    version.map(found -> found.version().toString()).orElse("none"),
                    event.map(RegistryPage::time).orElse("-"),
                    event.map(found -> Words.name(found.actor())).orElse("-"),
                    event.map(found -> said(found.why())).orElse(""));
        }
        return new Section("What serves now", List.of(table.build()));
    }

    private static String role(Pointer pointer, Optional<RegistryEvent> event) {
        return switch (pointer) {
            case CHAMPION -> "champion: answers";
            case CHALLENGER ->
                "challenger: answers a share of the customers"
                        + event.flatMap(found -> found.number("share"))
                                .map(share -> ", " + Unit.SHARE.text(share))
                                .orElse("");
            case SHADOW -> "shadow: scores beside the champion, answers no one";
            case PREVIOUS -> "previous: a rollback goes to it";
        };
    }

    private static Section variants(List<RegistryFacts> below) {
        Table.Builder table = Table.texts(
                "Registries in folders below", "where", "champion", "since", "ROC-AUC", "versions", "events");
        for (RegistryFacts one : below.subList(0, Math.min(MOST_BELOW, below.size()))) {
            Optional<ModelVersion> champion = one.state().champion();
            table.row(
                    Words.name(one.place()),
                    champion.map(found -> found.version().toString()).orElse("none"),
                    enthroned(one.state()).map(RegistryPage::time).orElse("-"),
                    champion.flatMap(found -> found.metric("roc_auc"))
                            .map(Words::measure)
                            .orElse("-"),
                    Wording.count(one.state().versions().size()),
                    Wording.count(one.state().seq()));
        }
        List<Block> blocks = new ArrayList<>(List.of(
                new Paragraph(
                        "Each segment of customers may have a model of its own, and each such model a registry. A page"
                                + " of its own has each of them by: churn registry list --registry FOLDER --html FILE"),
                table.build()));
        if (below.size() > MOST_BELOW) {
            blocks.add(new Paragraph("And " + Wording.count(below.size() - MOST_BELOW) + " more."));
        }
        return new Section("Variants", blocks);
    }

    private Section differences() {
        List<Block> blocks = new ArrayList<>();
        Optional<ModelVersion> before = state.find(Pointer.PREVIOUS);
        if (before.isEmpty() || state.champion().isEmpty()) {
            blocks.add(new Paragraph("There is no version before the champion to compare it with."));
        } else if (facts.differences().isEmpty()) {
            blocks.add(new Paragraph(
                    "Nothing is known that differs: they have in common all that is compared, or a file is not kept."));
        } else {
            String one = before.get().version().toString();
            String other = state.champion().get().version().toString();
            blocks.add(new Paragraph(Wording.count(facts.differences().size(), "thing", "things") + " of what is"
                    + " compared differ: columns, metrics, threshold, calibrator and settings."));
            Table.Builder table =
                    Table.texts("What " + one + " and " + other + " do not have in common", "what", one, other);
            for (VersionDifference difference : facts.differences()
                    .subList(0, Math.min(MOST_DIFFERENCES, facts.differences().size()))) {
                table.row(Words.text(difference.what(), 80), said(difference.one()), said(difference.other()));
            }
            blocks.add(table.build());
            if (facts.differences().size() > MOST_DIFFERENCES) {
                blocks.add(new Paragraph("The first " + MOST_DIFFERENCES + " are shown; churn registry diff " + one
                        + " " + other + " has all."));
            }
        }
        return new Section("The champion beside the version before", blocks);
    }

    private Section log() {
        return new Section(
                "Is the log whole?",
                List.of(
                        Finding.note("Yes: each of the " + Wording.count(state.seq())
                                + " events names the hash of the one before, and no event was changed, removed or put in"
                                + " between."),
                        Table.facts("The end of the log", "what", "which")
                                .row("events", Wording.count(state.seq()))
                                .row("hash of the last event", state.hash())
                                .build(),
                        new Bullets(List.of(
                                "A chain cannot show that its end was cut off: keep the last hash somewhere else.",
                                "churn registry verify also proves the files: their digests, and that every version scores its"
                                        + " golden rows as it did."))));
    }

    static String failed(RegistryEvent event) {
        List<String> failed = event.gates().stream()
                .filter(gate -> !gate.passed())
                .map(GateResult::gate)
                .map(Words::name)
                .limit(3)
                .toList();
        return failed.isEmpty() ? "" : " although it did not pass: " + String.join(", ", failed);
    }

    static String time(RegistryEvent event) {
        return Unit.TIME.text(event.at().getEpochSecond());
    }

    static String said(String text) {
        return Words.text(text.strip(), SENTENCE);
    }

    /** An event in words. */
    static String done(RegistryEvent event) {
        String from = event.from() == null ? "none" : event.from();
        String to = event.to() == null ? "none" : event.to();
        return switch (event.kind()) {
            case CREATE -> "the registry was begun";
            case REGISTER -> to + " was registered";
            case PROMOTE ->
                (event.from() == null ? to + " was promoted" : to + " took the place of " + from)
                        + (event.forced() ? ", by force" + failed(event) : "");
            case REFUSE -> to + " was refused: it did not pass" + names(event);
            case ROLLBACK -> "rolled back from " + from + " to " + to;
            case ASSIGN ->
                to + " became "
                        + (event.pointer() == null
                                ? "assigned"
                                : event.pointer().label());
            case RELEASE ->
                from + " is no "
                        + (event.pointer() == null ? "" : event.pointer().label()) + " any more";
            case PRUNE -> "the files of " + to + " were deleted";
        };
    }

    private static String names(RegistryEvent event) {
        List<String> failed = event.gates().stream()
                .filter(gate -> !gate.passed())
                .map(gate -> Words.name(gate.gate()))
                .limit(3)
                .toList();
        return failed.isEmpty() ? "" : " " + String.join(", ", failed);
    }
}
