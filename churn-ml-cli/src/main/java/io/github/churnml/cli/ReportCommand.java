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
import io.github.churnml.report.slides.ModelSlides;
import io.github.churnml.report.tree.MarkdownReport;
import io.github.churnml.report.tree.TextReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code churn report}: the page and the card of a model, made again from its file. */
@Command(
        name = "report",
        description = {
            "Writes the page or the card of a model from its file alone, such as one that was kept or registered.",
            "Without an option, the card as text."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  churn report artifacts/model.churn",
            "  churn report models/churn_v1.0.0.churn --html report.html --card model_card.md",
            "  churn report artifacts/model.churn --slides slides.html"
        })
final class ReportCommand extends Subcommand {

    @Parameters(paramLabel = "MODEL", description = "The model file.")
    @SuppressWarnings("NullAway.Init") // required
    InputFile given;

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
