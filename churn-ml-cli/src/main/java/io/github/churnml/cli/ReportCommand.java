package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Notice;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.variant.VariantSet;
import io.github.churnml.report.ModelCard;
import io.github.churnml.report.ModelReport;
import io.github.churnml.report.TrainedOn;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.index.FolderIndex;
import io.github.churnml.report.index.IndexPage;
import io.github.churnml.report.slides.ModelSlides;
import io.github.churnml.report.tree.MarkdownReport;
import io.github.churnml.report.tree.TextReport;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code churn report}: the page and the card of a model, made again from its file. */
@Command(
        name = "report",
        description = {
            "Writes the page or the card of a model from its file alone, such as one that was kept or registered.",
            "Without an option, the card as text. With --dir, an index of a folder: its models and pages."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  churn report artifacts/model.churn",
            "  churn report models/churn_v1.0.0.churn --html report.html --card model_card.md",
            "  churn report artifacts/model.churn --slides slides.html",
            "  churn report --dir artifacts                             writes artifacts/index.html"
        })
final class ReportCommand extends Subcommand {

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "The model file; required without --dir.")
    @Nullable
    InputFile model;

    /** The model file, once it is known that there is one. */
    @SuppressWarnings("NullAway.Init")
    private InputFile given;

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            description =
                    "Instead of a model, a folder: an index of the models and pages in it is written to its index.html,"
                            + " or to the file that --html names.")
    @Nullable
    Path dir;

    @Option(names = "--html", paramLabel = "FILE", description = "The page to write: one file that needs nothing else.")
    @Nullable
    ResultFile html;

    @Option(names = "--card", paramLabel = "FILE", description = "The model card to write, as Markdown.")
    @Nullable
    ResultFile card;

    @Option(
            names = "--slides",
            paramLabel = "FILE",
            description = "A few slides to write: one page of HTML, shown in a browser or printed.")
    @Nullable
    ResultFile slides;

    ReportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        if (dir != null) {
            index(dir);
            return;
        }
        given = given();
        Path model = given.path();
        if (VariantSet.isSet(model)) {
            throw new ConfigurationException(
                    "The file " + Wording.path(model) + " is a set of variants, each of which has a page of its own.",
                    "Maybe name one of its models, such as the model.churn beside it.",
                    Where.in(model));
        }
        ChurnModel loaded = ChurnModel.load(model);
        TrainedOn training = TrainedOn.unknown(
                given.toString(), loaded.notices().stream().map(Notice::message).toList());
        List<ResultFile> files = new ArrayList<>();
        if (html != null && card != null) {
            html.refuseSame(card);
        }
        if (slides != null && html != null) {
            slides.refuseSame(html);
        }
        if (slides != null && card != null) {
            slides.refuseSame(card);
        }
        if (html != null) {
            write(html, HtmlReport.of(ModelReport.of(loaded, training)), files);
        }
        if (card != null) {
            write(card, MarkdownReport.of(ModelCard.of(loaded, training)), files);
        }
        if (slides != null) {
            write(slides, HtmlReport.slides(ModelSlides.of(loaded, training)), files);
        }
        answer(() -> json(loaded, files), () -> text(loaded, training, files));
    }

    private InputFile given() {
        if (model == null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required parameter: 'MODEL', or the option --dir");
        }
        return model;
    }

    private void index(Path folder) {
        if (model != null || card != null || slides != null) {
            throw new ConfigurationException(
                    "With --dir an index of a folder is written, and no page of a model.",
                    "Maybe leave out MODEL, --card and --slides, or --dir.",
                    Where.nowhere());
        }
        ResultFile file = html == null
                ? ResultFile.parse(folder.resolve("index.html").toString(), files, surroundings.environment())
                : html;
        Path local = file.local();
        if (local != null) {
            refuseOther(local);
        }
        FolderIndex found = FolderIndex.of(folder, local == null ? folder.resolve("index.html") : local);
        byte[] page = HtmlReport.of(IndexPage.of(found, way(local, folder))).getBytes(StandardCharsets.UTF_8);
        file.write(out -> out.write(page));
        answer(
                () -> {
                    Map<String, Object> document = found.toMap();
                    document.put("files", List.of(file.toString()));
                    return document;
                },
                () -> Wording.count(found.models().size(), "model", "models") + " and "
                        + Wording.count(found.pages().size(), "page", "pages") + " of churn commands"
                        + (found.broken().isEmpty()
                                ? ""
                                : "; " + Wording.count(found.broken().size(), "file", "files") + " cannot be read")
                        + ".\n" + TrainReport.written(List.of(file)).strip() + "\n");
    }

    /** Where the folder is from the page; of a page that is stored at an address, as if it lay in the folder. */
    private static String way(@Nullable Path page, Path folder) {
        if (page == null) {
            return "";
        }
        Path parent = page.toAbsolutePath().normalize().getParent();
        Path way = parent == null
                ? folder
                : parent.relativize(folder.toAbsolutePath().normalize());
        return way.toString().replace(File.separatorChar, '/');
    }

    /** An index may be written anew, and so may a page of another command; somebody's own page may not be. */
    private static void refuseOther(Path page) {
        try {
            if (Files.exists(page) && !IndexPage.isOurs(page)) {
                throw new ConfigurationException(
                        "The file " + Wording.path(page) + " is there, and no churn command wrote it.",
                        "Maybe name another file with --html.",
                        Where.in(page));
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The file " + Wording.path(page) + " is there and cannot be read.",
                    "Maybe name another file with --html.",
                    Where.in(page),
                    e);
        }
    }

    private void write(ResultFile file, String text, List<ResultFile> files) {
        file.refuseOver(given, "model that is used");
        file.write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        files.add(file);
    }

    private static String text(ChurnModel model, TrainedOn training, List<ResultFile> files) {
        return files.isEmpty()
                ? TextReport.of(ModelCard.of(model, training))
                : TrainReport.written(files).strip() + "\n";
    }

    private static Map<String, Object> json(ChurnModel model, List<ResultFile> files) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", model.manifest().name());
        document.put("version", model.manifest().version());
        document.put("files", files.stream().map(ResultFile::toString).toList());
        return document;
    }
}
