package io.github.churnml.report.profile;

import io.github.churnml.error.Wording;
import io.github.churnml.profile.Association;
import io.github.churnml.profile.Associations;
import io.github.churnml.profile.Interaction;
import io.github.churnml.profile.TableExploration;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** How columns go together, and pairs that say more together than either does alone. */
final class TogetherSection {

    /** More cells could not be read on a phone. */
    private static final int MOST_NAMES = 10;

    private static final int MOST_PAIRS = 15;
    private static final double NEARLY_SAME = 0.9;
    private static final double WORTH_SAYING = 0.1;

    private final TableExploration exploration;
    private final Associations associations;
    private final double rate;

    TogetherSection(TableExploration exploration, double rate) {
        this.exploration = exploration;
        this.associations = exploration.associations();
        this.rate = rate;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        List<Association> strongest = associations.pairs().stream()
                .filter(pair -> Double.isFinite(pair.value()))
                .sorted(Comparator.comparingDouble((Association pair) -> -Math.abs(pair.value())))
                .limit(MOST_PAIRS)
                .toList();
        if (strongest.isEmpty()) {
            blocks.add(new Paragraph("There are no two columns with values enough to compare."));
            return new Section("Columns together", blocks);
        }
        blocks.add(new Paragraph("Compared: the " + associations.columns().size()
                + " columns that say most, pair by pair, on "
                + (associations.sampled()
                        ? Wording.count(associations.rows()) + " rows drawn evenly from the table"
                        : "all " + Wording.count(associations.rows()) + " rows")
                + ", each pair over the rows in which both have a value. Columns that go together share their"
                + " importance in a model; it loses little without one of them."));
        strongest.stream()
                .filter(pair -> Math.abs(pair.value()) >= NEARLY_SAME)
                .limit(3)
                .forEach(pair -> blocks.add(Finding.note(Words.name(pair.a()) + " and " + Words.name(pair.b())
                        + " say nearly the same (" + pair.measure().title() + " " + Words.measure(pair.value())
                        + ").")));
        heatMaps(blocks);
        Table.Builder table =
                Table.texts("The strongest pairs", "column", "and", "measure", "strength", "rows with both");
        strongest.forEach(pair -> table.row(
                Cell.of(Words.name(pair.a())),
                Cell.of(Words.name(pair.b())),
                Cell.of(pair.measure().title()),
                new Cell(Words.measure(pair.value()), pair.value()),
                Cell.of(Unit.COUNT, pair.rows())));
        blocks.add(table.build());
        interactions(blocks);
        return new Section("Columns together", blocks);
    }

    private void heatMaps(List<Block> blocks) {
        List<Picture> pictures = new ArrayList<>();
        List<String> numbers = of(pair -> pair.measure() == Association.Measure.SPEARMAN);
        if (numbers.size() > 1) {
            pictures.add(heatMap(
                    "Numbers: rank correlation", numbers, pair -> pair.measure() == Association.Measure.SPEARMAN));
        }
        List<String> all = associations.columns();
        if (all.size() > numbers.size()) {
            pictures.add(heatMap(
                    "Numbers and levels: strength", all.subList(0, Math.min(MOST_NAMES, all.size())), pair -> true));
        }
        blocks.add(new Grid(2, pictures));
    }

    private List<String> of(Predicate<Association> kind) {
        return associations.columns().stream()
                .filter(name -> associations.pairs().stream()
                        .filter(kind)
                        .anyMatch(pair -> pair.a().equals(name) || pair.b().equals(name)))
                .limit(MOST_NAMES)
                .toList();
    }

    private Picture heatMap(String title, List<String> names, Predicate<Association> kind) {
        List<Mark.Cell> with = new ArrayList<>();
        List<Mark.Cell> against = new ArrayList<>();
        Table.Builder numbers = Table.of(title, "column", "and", "strength", "rows with both");
        Association most = null;
        for (Association pair : associations.pairs()) {
            int a = names.indexOf(pair.a());
            int b = names.indexOf(pair.b());
            if (a < 0 || b < 0 || !kind.test(pair)) {
                continue;
            }
            numbers.row(
                    Cell.of(Words.name(pair.a())),
                    Cell.of(Words.name(pair.b())),
                    Cell.exact(pair.value()),
                    Cell.exact(pair.rows()));
            if (Double.isFinite(pair.value())) {
                double strength = Math.abs(pair.value());
                String text = Long.toString(Math.round(100 * pair.value()));
                List<Mark.Cell> cells = pair.value() < 0 ? against : with;
                cells.add(new Mark.Cell(a, b, strength, text));
                cells.add(new Mark.Cell(b, a, strength, text));
                most = most == null || strength > Math.abs(most.value()) ? pair : most;
            }
        }
        List<String> down = new ArrayList<>();
        List<String> along = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            down.add((i + 1) + " " + Words.name(names.get(i)));
            along.add(Integer.toString(i + 1));
        }
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark.Cells("in hundredths: together", Tone.FIRST, with));
        if (!against.isEmpty()) {
            marks.add(new Mark.Cells("in hundredths: against each other", Tone.SECOND, against));
        }
        String said = most == null
                ? "None of these pairs can be measured."
                : Math.abs(most.value()) < WORTH_SAYING
                        ? "No two of these go together: the strongest pair has " + Words.measure(most.value()) + "."
                        : "Strongest: " + Words.name(most.a()) + " and " + Words.name(most.b()) + ", "
                                + Words.measure(most.value()) + ".";
        return new Picture(
                new Figure(title, said, new Axis.Names("", along), new Axis.Names("", down), marks), numbers.build());
    }

    private void interactions(List<Block> blocks) {
        if (!Double.isFinite(rate)) {
            return;
        }
        List<Interaction> found = exploration.interactions();
        if (found.isEmpty()) {
            blocks.add(new Paragraph(
                    "Of the strongest columns, no pair says anything of churn that does not follow from the"
                            + " two columns alone: what is left is no more than chance explains, or less than one customer in a"
                            + " hundred."));
            return;
        }
        blocks.add(new Paragraph(
                "Pairs worth a look: their churn rates are not those that follow from each column alone (a"
                        + " logistic model without interaction), by more than chance explains even with all pairs tried allowed"
                        + " for."));
        blocks.add(new Grid(2, found.stream().map(this::interaction).toList()));
    }

    private Picture interaction(Interaction found) {
        List<String> ofA = shown(found.a(), found.groupsOfA());
        List<String> ofB = shown(found.b(), found.groupsOfB());
        boolean turned = longest(ofB) > longest(ofA);
        String a = Words.name(found.a());
        String b = Words.name(found.b());
        double greatest = found.cells().stream()
                .mapToDouble(cell -> cell.rate().value())
                .max()
                .orElse(1);
        List<Mark.Cell> cells = new ArrayList<>();
        Table.Builder numbers =
                Table.of(a + " and " + b, a, b, "customers", "left", "rate", "rate from", "to", "without interaction");
        Interaction.Cell most = found.cells().get(0);
        for (Interaction.Cell cell : found.cells()) {
            cells.add(new Mark.Cell(
                    turned ? cell.ofA() : cell.ofB(),
                    turned ? cell.ofB() : cell.ofA(),
                    greatest > 0 ? cell.rate().value() / greatest : 0,
                    Unit.SHARE.text(cell.rate().value())));
            numbers.row(
                    Cell.of(Words.level(found.groupsOfA().get(cell.ofA()))),
                    Cell.of(Words.level(found.groupsOfB().get(cell.ofB()))),
                    Cell.exact(cell.rows()),
                    Cell.exact(cell.left()),
                    Cell.exact(cell.rate().value()),
                    Cell.exact(cell.rate().low()),
                    Cell.exact(cell.rate().high()),
                    Cell.exact(cell.withoutInteraction()));
            most = surprise(cell) > surprise(most) ? cell : most;
        }
        Figure figure = new Figure(
                a + " and " + b,
                "Where " + a + " is " + Words.quoted(found.groupsOfA().get(most.ofA())) + " and " + b + " is "
                        + Words.quoted(found.groupsOfB().get(most.ofB())) + ", "
                        + Wording.percent(most.rate().value()) + " of " + Shown.customers(most.rows())
                        + " left; the two alone would let expect " + Wording.percent(most.withoutInteraction()) + ".",
                new Axis.Names(turned ? a : b, turned ? ofA : ofB),
                new Axis.Names("", turned ? ofB : ofA),
                List.of(new Mark.Cells("churn rate; down: " + (turned ? b : a), Tone.FIRST, cells)));
        return new Picture(figure, numbers.build());
    }

    private List<String> shown(String column, List<String> groups) {
        return exploration
                .profile()
                .column(column)
                .map(summary -> groups.stream()
                        .map(group -> Shown.group(group, summary))
                        .toList())
                .orElse(groups);
    }

    private static double surprise(Interaction.Cell cell) {
        return cell.rows() * Math.abs(cell.rate().value() - cell.withoutInteraction());
    }

    private static int longest(List<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(0);
    }
}
