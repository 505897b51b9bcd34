package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.files.Sha256;
import io.github.churnml.onnx.OnnxExport;
import io.github.churnml.onnx.OnnxFiles;
import io.github.churnml.registry.variant.VariantSet;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code churn export}: a model file becomes an ONNX graph that other runtimes score with. */
@Command(
        name = "export",
        description = "Writes a model as an ONNX graph that answers the same, for runtimes without a JVM.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Beside FILE it writes FILE.json: how values of a table become the graph's inputs. The Python module that",
            "--python writes reads both and scores tables of pandas; it needs numpy, pandas and onnxruntime 1.21 or later.",
            "",
            "Examples:",
            "  churn export --model artifacts/model.churn --onnx model.onnx",
            "  churn export --model artifacts/model.churn --onnx model.onnx --python churn_onnx.py"
        })
final class ExportCommand extends Subcommand {

    @Option(names = "--model", paramLabel = "MODEL", required = true, description = "The model file.")
    @SuppressWarnings("NullAway.Init") // required
    InputFile given;

    @Option(names = "--onnx", paramLabel = "FILE", required = true, description = "The ONNX file to write.")
    @SuppressWarnings("NullAway.Init") // required
    Path onnx;

    @Option(names = "--python", paramLabel = "FILE", description = "Where to write the Python module, too.")
    @Nullable
    Path python;

    ExportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Path model = given.path();
        OnnxFiles files = OnnxFiles.of(onnx);
        List<Path> outs = python == null
                ? List.of(files.graph(), files.description())
                : List.of(files.graph(), files.description(), python);
        Overwriting.refuseTwice(outs);
        for (Path out : outs) {
            Overwriting.refuse(out, model, "model that is exported");
        }
        if (VariantSet.isSet(model)) {
            throw new ConfigurationException(
                    "The file " + Wording.path(model) + " is a set of variants, and a graph holds one model.",
                    "Maybe export the models that it names, one after the other.",
                    Where.in(model));
        }
        ChurnModel loaded = ChurnModel.load(model);
        OnnxExport export = OnnxExport.of(loaded);
        export.write(onnx);
        if (python != null) {
            byte[] module = OnnxExport.python();
            OutputFile.write(python, out -> out.write(module));
        }
        if (common.json || !common.quiet) {
            answer(() -> json(loaded, export, files), () -> text(loaded, export, files));
        }
    }

    private Map<String, Object> json(ChurnModel loaded, OnnxExport export, OnnxFiles files) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", files.graph().toString());
        document.put("description", files.description().toString());
        if (python != null) {
            document.put("python", python.toString());
        }
        document.put("name", loaded.manifest().name());
        document.put("version", loaded.manifest().version());
        document.put("sha256", Sha256.hex(export.toBytes()));
        document.put("not_exported", export.notExported());
        document.put("inputs", ModelInputs.json(loaded));
        return document;
    }

    private String text(ChurnModel loaded, OnnxExport export, OnnxFiles files) {
        StringBuilder text = new StringBuilder();
        text.append("Exported: ")
                .append(given)
                .append(" (")
                .append(loaded.manifest().name())
                .append(' ');
        text.append(loaded.manifest().version()).append("), ");
        text.append(count(loaded.inputs().size())).append(" columns\n");
        export.notExported()
                .forEach(part -> text.append("Left out: the ").append(part).append(" beside each probability\n"));
        text.append("\nWritten: ").append(files.graph()).append('\n');
        text.append("         ").append(files.description()).append('\n');
        if (python != null) {
            text.append("         ").append(python).append('\n');
        }
        return text.toString();
    }
}
