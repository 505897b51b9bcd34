package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Notice;
import io.github.churnml.error.Wording;
import io.github.churnml.imported.ImportSchema;
import io.github.churnml.imported.ModelImport;
import io.github.churnml.model.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code churn import}: a model that XGBoost or LightGBM trained becomes a model file of ours. */
@Command(
        name = "import",
        description = "Takes over a model that XGBoost or LightGBM trained; it scores the same, without them.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Reads XGBoost's JSON and UBJSON and LightGBM's text, told apart by content. A schema is needed where the",
            "file does not name its features, does not say whose level names it holds, or where tables hold levels",
            "by name that the model knows by code only.",
            "",
            "Examples:",
            "  churn import --from model.json --out model.churn",
            "  churn import --from lightgbm.txt --schema schema.yaml --out model.churn --name retention"
        })
final class ImportCommand extends Subcommand {

    @Option(names = "--from", paramLabel = "FILE", required = true, description = "The other system's model.")
    @SuppressWarnings("NullAway.Init") // required
    InputFile from;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "What tables hold, as YAML. Default: numbers, by the names in the model.")
    @Nullable
    Path schema;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The model file to write.")
    @SuppressWarnings("NullAway.Init") // required
    ResultFile out;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The model's name. Default: the schema's, else the file's.")
    @Nullable
    String name;

    @Option(
            names = "--best-iteration",
            negatable = true,
            fallbackValue = "true",
            description =
                    "Leave out trees after the best iteration, as XGBoost's scikit-learn wrapper does. Default: if"
                            + " that wrapper saved the file.")
    @Nullable
    Boolean bestIteration;

    ImportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        out.refuseOver(from, "model that is imported");
        if (schema != null) {
            out.refuseOver(schema, "schema that is read");
        }
        ImportSchema description = schema == null ? ImportSchema.none() : ImportSchema.read(schema);
        ModelImport configuration = ModelImport.from(from.path())
                .withSchema(description)
                .withCreated(CreationTime.of(surroundings.environment()));
        if (bestIteration != null) {
            configuration = configuration.withBestIteration(bestIteration);
        }
        ModelImport named = name == null ? configuration : configuration.withName(name);
        ChurnModel model;
        try (ProgressLine progress = progress()) {
            progress.at("importing", 0, -1);
            model = named.toModel();
            out.through(model::save);
        }
        if (common.json || !common.quiet) {
            answer(() -> json(model), () -> text(model));
        }
    }

    private Map<String, Object> json(ChurnModel model) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", out.toString());
        document.put("name", model.manifest().name());
        document.put("imported", Learnt.origin(model.manifest().origin().orElseThrow()));
        document.put("found", model.manifest().found());
        document.put("inputs", ModelInputs.json(model));
        List<Object> said = new ArrayList<>();
        for (Notice notice : model.notices()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("code", notice.code());
            one.put("column", notice.column());
            one.put("message", notice.message());
            said.add(one);
        }
        document.put("notices", said);
        return document;
    }

    private String text(ChurnModel model) {
        Origin origin = model.manifest().origin().orElseThrow();
        StringBuilder text = new StringBuilder();
        text.append("Imported: ").append(from).append(", ").append(origin.system());
        text.append(" for ").append(Wording.value(origin.objective())).append(", ");
        text.append(model.manifest().found().get("trees")).append(" trees, ");
        text.append(count(model.inputs().size())).append(" columns\n");
        if (!model.notices().isEmpty()) {
            text.append("Noticed:\n").append(lines(model.notices()));
        }
        text.append("\nWritten: ")
                .append(out)
                .append(" (")
                .append(model.manifest().name())
                .append(")\n");
        text.append("\nNext: churn predict --model ").append(out).append(" --data new.csv --out scored.csv\n");
        text.append("      churn evaluate --model ").append(out);
        return text.append(" --data customers.csv, with column '")
                .append(model.target().column())
                .append("', says how good it is\n")
                .toString();
    }
}
