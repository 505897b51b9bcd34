package io.github.churnml.report.index;

import io.github.churnml.error.Wording;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.html.HtmlWriter;
import io.github.churnml.report.index.FolderIndex.Entry;
import io.github.churnml.report.index.FolderIndex.Model;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An index as a report: the models of a folder with their metrics, and links to their pages and all others. */
public final class IndexPage {

    private static final int MOST_DRAWN = 20;
    private static final int MOST_LISTED = 300;
    private static final int MOST_BROKEN = 50;
    private static final int SENTENCE = 200;
    /** How long the texts and links of one table may be, so that paths of any length leave a page small. */
    private static final int MOST_BYTES = 100_000;

    private final FolderIndex index;
    private final String from;

    private IndexPage(FolderIndex index, String from) {
        this.index = index;
        this.from = from;
    }

    /**
     * Says what lies in a folder.
     *
     * @param index what lies in it
     * @param from the way from where the page will lie to the folder, with slashes, such as {@code ../artifacts}; empty if it will
     *     lie in the folder
     * @return the report, the same for the same index
     */
    public static Report of(FolderIndex index, String from) {
        return new IndexPage(index, from.isEmpty() || from.endsWith("/") ? from : from + "/").report();
    }

    /**
     * Whether a file is a page of ours, and may so be written anew.
     *
     * @param file a file
     * @return whether its head says so
     * @throws IOException if it cannot be read
     */
    public static boolean isOurs(Path file) throws IOException {
        return Files.isRegularFile(file) && PageHead.of(file).isPresent();
    }

    private Report report() {
        List<Section> sections = new ArrayList<>();
        sections.add(models());
        if (!index.sets().isEmpty() || !index.registries().isEmpty()) {
            List<Block> blocks = new ArrayList<>();
            list(blocks, "Registries", index.registries(), false);
            list(blocks, "Sets of variants", index.sets(), false);
            sections.add(new Section("Registries and variants", blocks));
        }
        sections.add(pages());
        if (!index.broken().isEmpty()) {
            List<Block> blocks = new ArrayList<>();
            list(blocks, "Files that cannot be read", index.broken(), false);
            sections.add(new Section("What cannot be read", blocks));
        }
        return new Report(
                "What lies in " + Words.name(index.folder()),
                Wording.count(index.models().size(), "model", "models") + " and "
                        + Wording.count(index.pages().size(), "page", "pages") + ".",
                opening(),
                sections);
    }

    private List<Block> opening() {
        List<Block> blocks = new ArrayList<>();
        List<Model> newest = newest();
        List<Model> champions = newest.stream().filter(Model::isChampion).toList();
        if (newest.isEmpty()) {
            blocks.add(Finding.main("There is no model in this folder."));
        } else {
            Model model = champions.isEmpty() ? newest.get(0) : champions.get(0);
            blocks.add(Finding.main((champions.isEmpty()
                            ? "The newest model is "
                            : champions.size() == 1
                                    ? "By a registry here, what serves is "
                                    : "By registries here, " + Wording.count(champions.size())
                                            + " models serve; the newest of them is ")
                    + Words.name(model.name()) + " " + Words.name(model.version()) + ", made "
                    + Unit.TIME.text(model.created().getEpochSecond())
                    + (Double.isFinite(model.rocAuc().value())
                            ? ": ROC-AUC " + Words.with(model.rocAuc(), Words::measure) + "."
                            : ", which was not judged.")));
        }
        if (!index.broken().isEmpty()) {
            blocks.add(Finding.warning(Wording.count(index.broken().size(), "file", "files")
                    + " cannot be read: see the end of this page."));
        }
        if (index.isCut() || index.moreModels() > 0) {
            blocks.add(Finding.warning("The folder is too large to look at all of it: "
                    + Wording.count(FolderWalk.MOST_FILES) + " files, " + FolderWalk.DEEPEST + " folders deep"
                    + (index.moreModels() > 0
                            ? "; " + Wording.count(index.moreModels(), "model was", "models were") + " not read"
                            : "")
                    + "."));
        }
        return blocks;
    }

    private List<Model> newest() {
        List<Model> models = new ArrayList<>(index.models());
        models.sort(Comparator.comparing(Model::created).reversed().thenComparing(Model::file));
        return models;
    }

    private Section models() {
        List<Model> models = newest();
        if (models.isEmpty()) {
            return new Section("Models", List.of(new Paragraph("No file ends with .churn.")));
        }
        List<Block> blocks = new ArrayList<>();
        List<Model> judged = models.stream()
                .filter(model -> Double.isFinite(model.rocAuc().value()))
                .limit(MOST_DRAWN)
                .toList();
        List<Table.Column> columns = List.of(
                new Table.Column("model", false),
                new Table.Column("made", false),
                new Table.Column("serves", false),
                new Table.Column("card", false),
                new Table.Column("ROC-AUC", true),
                new Table.Column("PR-AUC", true),
                new Table.Column("customers", true),
                new Table.Column("threshold", true),
                new Table.Column("file", false));
        List<List<Cell>> rows = new ArrayList<>();
        int bytes = 0;
        for (Model model : models) {
            String report = model.report().isEmpty() ? "" : HtmlWriter.url(from + model.report());
            String card = model.card().isEmpty() ? "" : HtmlWriter.url(from + model.card());
            bytes += report.length() + card.length() + bytes(Words.text(model.file(), SENTENCE));
            if (bytes > MOST_BYTES) {
                break;
            }
            String name = Words.name(model.name()) + " " + Words.name(model.version());
            rows.add(List.of(
                    report.isEmpty() ? Cell.of(name) : Cell.link(name, report),
                    new Cell(
                            Unit.TIME.text(model.created().getEpochSecond()),
                            model.created().getEpochSecond()),
                    Cell.of(model.isChampion() ? "champion" : ""),
                    card.isEmpty() ? Cell.of("") : Cell.link("card", card),
                    Cell.exact(model.rocAuc().value()),
                    Cell.exact(model.prAuc().value()),
                    Cell.of(Unit.COUNT, model.rows() == 0 ? Double.NaN : model.rows()),
                    Cell.exact(model.threshold()),
                    Cell.of(Words.text(model.file(), SENTENCE))));
        }
        blocks.add(new Table("Models, the newest first", columns, rows));
        if (rows.size() < models.size()) {
            blocks.add(new Paragraph("The newest " + rows.size() + " of " + Wording.count(models.size())
                    + " are shown: their paths are very long."));
        }
        if (judged.size() > 1) {
            blocks.add(picture(judged));
        }
        return new Section("Models", blocks);
    }

    private static Block picture(List<Model> models) {
        List<String> names = new ArrayList<>();
        List<Mark.Point> points = new ArrayList<>();
        List<Mark.Span> spans = new ArrayList<>();
        Table.Builder numbers = Table.of("ROC-AUC by model", "model", "ROC-AUC", "low", "high");
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        Model best = models.get(0);
        for (Model model : models) {
            var area = model.rocAuc();
            int place = names.size();
            names.add(Words.name(model.name()) + " " + Words.name(model.version()));
            points.add(new Mark.Point(area.value(), place, Words.with(area, Words::measure)));
            if (area.hasInterval()) {
                spans.add(new Mark.Span(place, area.low(), area.high()));
            }
            low = Math.min(low, area.hasInterval() ? area.low() : area.value());
            high = Math.max(high, area.hasInterval() ? area.high() : area.value());
            best = area.value() > best.rocAuc().value() ? model : best;
            numbers.row(
                    Cell.of(names.get(place) + ", " + Words.name(model.file())),
                    Cell.exact(area.value()),
                    Cell.exact(area.low()),
                    Cell.exact(area.high()));
        }
        String finding = "Of the " + models.size() + " newest that were judged " + Words.name(best.name()) + " "
                + Words.name(best.version()) + " has the greatest ROC-AUC, "
                + Words.measure(best.rocAuc().value())
                + ", each on rows of its own. The axis does not begin at 0.";
        return new Picture(
                new Figure(
                        "ROC-AUC by model",
                        finding,
                        Axis.Numbers.around("ROC-AUC on rows held out", Unit.PLAIN, low, high),
                        new Axis.Names("", names),
                        List.of(
                                new Mark.Intervals("95 % interval", Tone.QUIET, spans),
                                new Mark.Points("", Tone.FIRST, points))),
                numbers.build());
    }

    private Section pages() {
        List<Block> blocks = new ArrayList<>();
        if (index.pages().isEmpty()) {
            blocks.add(new Paragraph("No page of a churn command lies here. Commands write one with --html FILE."));
        }
        list(blocks, "Pages", index.pages(), true);
        if (index.otherPages() > 0) {
            blocks.add(
                    new Paragraph(Wording.count(index.otherPages(), "other page of HTML is", "other pages of HTML are")
                            + " not linked: not written by a churn command."));
        }
        return new Section("Pages", blocks);
    }

    /** How long a text is in a page. */
    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void list(List<Block> blocks, String caption, List<Entry> entries, boolean linked) {
        if (entries.isEmpty()) {
            return;
        }
        List<List<Cell>> rows = new ArrayList<>();
        int most = linked ? MOST_LISTED : MOST_BROKEN;
        int bytes = 0;
        for (Entry entry : entries.subList(0, Math.min(most, entries.size()))) {
            String link = linked ? HtmlWriter.url(from + entry.file()) : "";
            bytes += link.length()
                    + bytes(Words.text(entry.about(), SENTENCE))
                    + bytes(Words.text(entry.file(), SENTENCE));
            if (bytes > MOST_BYTES) {
                break;
            }
            String title = entry.title().isBlank() ? entry.file() : entry.title();
            rows.add(List.of(
                    linked ? Cell.link(Words.name(title), link) : Cell.of(Words.name(title)),
                    Cell.of(Words.text(entry.about(), SENTENCE)),
                    Cell.of(Words.text(entry.file(), SENTENCE))));
        }
        blocks.add(new Table(
                caption,
                List.of(
                        new Table.Column("what", false),
                        new Table.Column("about", false),
                        new Table.Column("file", false)),
                rows));
        if (entries.size() > rows.size()) {
            blocks.add(
                    new Paragraph("The first " + rows.size() + " of " + Wording.count(entries.size()) + " are shown."));
        }
    }
}
