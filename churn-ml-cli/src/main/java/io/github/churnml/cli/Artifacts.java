package io.github.churnml.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Numbers;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.files.OutputFile;
import io.github.churnml.report.ModelCard;
import io.github.churnml.report.ModelReport;
import io.github.churnml.report.TrainedOn;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.MarkdownReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folder that a training writes into: the model, and what goes beside it for people and for other programs. */
record Artifacts(Path folder) {

    Path model() {
        return folder.resolve("model.churn");
    }

    Path metrics() {
        return folder.resolve("metrics.json");
    }

    Path importances() {
        return folder.resolve("feature_importances.csv");
    }

    Path pipeline() {
        return folder.resolve("pipeline.yaml");
    }

    Path report() {
        return folder.resolve("report.html");
    }

    Path card() {
        return folder.resolve("model_card.md");
    }

    /** All files that a training writes. */
    List<Path> files() {
        return List.of(pipeline(), importances(), metrics(), card(), report(), model());
    }

    /** Tries whether the folder can be written, so that it is not a long training that finds out; leaves no trace. */
    Artifacts check() {
        for (Path file : files()) {
            if (Files.isDirectory(file)) {
                throw new OutputException(
                        "The file '" + file + "' cannot be written: it is a folder.",
                        "Maybe choose another folder with --out.",
                        Where.in(file));
            }
        }
        Path versions = new Versions(this).folder();
        if (Files.exists(versions) && !Files.isDirectory(versions)) {
            throw new OutputException(
                    "The folder '" + versions + "' for earlier runs cannot be made: a file has that name.",
                    "Maybe choose another folder with --out.",
                    Where.in(versions));
        }
        try {
            OutputFile.write(folder.resolve(".churn-try"), out -> {
                throw new Tried();
            });
        } catch (Tried expected) {
            return this; // The file was opened, so it can be; giving up removed it and the folders made for it.
        }
        return this;
    }

    /**
     * Writes all files or none: each is written aside inside the writing of the one before, so that the first is moved into
     * place when the last has been written. What was there is kept before the first is moved.
     *
     * @param training what is known beside the model, for the pages
     * @param force whether what was there is overwritten without being kept
     * @param more writes what has to be there with the model, while all of its files are written aside
     * @return what was kept
     */
    Optional<Versions.Kept> write(
            ChurnModel model,
            ChurnPipeline ran,
            Map<String, ?> metrics,
            TrainedOn training,
            boolean force,
            Runnable more) {
        Map<Path, String> texts = new LinkedHashMap<>();
        texts.put(pipeline(), ran.toYaml());
        texts.put(importances(), importances(model));
        texts.put(metrics(), JsonText.of(metrics));
        texts.put(card(), MarkdownReport.of(ModelCard.of(model, training)));
        texts.put(report(), HtmlReport.of(ModelReport.of(model, training)));
        List<Versions.Kept> kept = new ArrayList<>();
        Runnable last = () -> {
            if (!force) {
                new Versions(this).keep(model, texts).ifPresent(kept::add);
            }
            OutputFile.write(model(), out -> {
                model.save(out);
                more.run();
            });
        };
        FolderLock lock = FolderLock.of(folder);
        try {
            write(texts.entrySet().iterator(), last);
        } finally {
            lock.close();
        }
        return kept.stream().findFirst();
    }

    private static void write(Iterator<Map.Entry<Path, String>> left, Runnable last) {
        if (!left.hasNext()) {
            last.run();
            return;
        }
        Map.Entry<Path, String> next = left.next();
        OutputFile.write(next.getKey(), out -> {
            out.write(next.getValue().getBytes(StandardCharsets.UTF_8));
            write(left, last);
        });
    }

    private static String importances(ChurnModel model) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord("column", "importance");
            model.importances().forEach((column, share) -> csv.writeRecord(column, Numbers.text(share)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Gives up a writing that has got far enough. */
    private static final class Tried extends RuntimeException {
        private static final long serialVersionUID = 1;

        Tried() {
            super("tried", null, false, false);
        }
    }
}
