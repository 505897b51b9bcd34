package io.github.churnml.onnx;

import io.github.churnml.ChurnModel;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.files.OutputFile;
import io.github.churnml.files.Sha256;
import io.github.churnml.model.ModelContents;
import io.github.churnml.model.ModelFile;
import io.github.churnml.settings.PlainJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A model as an ONNX graph, with the JSON that says how tables become its inputs: for runtimes that have no JVM. Immutable, safe
 * for any thread; the same model gives the same bytes.
 *
 * <pre>{@code
 * OnnxExport.of(model).write(Path.of("model.onnx"));   // and model.onnx.json
 * }</pre>
 *
 * <p>The graph has one input for each column that the model needs, of shape {@code [N, 1]}: doubles for numbers and dates (NaN
 * where they are missing), {@code int64} codes for levels (−1 missing, −2 a level never seen). Its outputs are {@code log_odds}
 * before calibration and {@code probability}, doubles of shape {@code [N, 1]}, which are those of {@link
 * io.github.churnml.Scorer} to within 10<sup>−9</sup>. It needs {@code TreeEnsemble} of {@code ai.onnx.ml} 5, which ONNX
 * Runtime has from version 1.21 on.
 *
 * <p>What cannot be exported so that it answers the same is refused, naming the step and the column: a logarithm that trees or
 * steps split, and a cross of two columns with millions of pairs of levels.
 */
public final class OnnxExport {

    /** The name under which {@link #python} is to be saved to be imported. */
    public static final String PYTHON_MODULE = "churn_onnx.py";

    private static final String LOG_ODDS = "log_odds";
    private static final String PROBABILITY = "probability";

    private final byte[] onnx;
    private final byte[] description;
    private final List<String> notExported;

    private OnnxExport(byte[] onnx, byte[] description, List<String> notExported) {
        this.onnx = onnx;
        this.description = description;
        this.notExported = notExported;
    }

    /**
     * Turns a model into a graph.
     *
     * @param model trained here or imported
     * @return the graph, and what describes it
     * @throws io.github.churnml.error.ConfigurationException if the graph could answer otherwise than the model
     */
    public static OnnxExport of(ChurnModel model) {
        byte[] bytes = model.toBytes();
        ModelContents contents = ModelFile.read(bytes, Function.identity());
        DecisionRule rule = contents.rule();
        Graph graph = new Graph(Set.of(LOG_ODDS, PROBABILITY));
        PreparationNodes preparation =
                new PreparationNodes(graph, contents.fitted().preparation());
        List<Place> places = preparation.places();
        String logOdds =
                new MemberNodes(graph, places).logOdds(contents.fitted().members());
        graph.output(LOG_ODDS, logOdds);
        graph.output(PROBABILITY, new CalibratorNodes(graph).probability(rule.calibrator(), logOdds));
        Map<String, String> properties = new LinkedHashMap<>();
        String sha256 = Sha256.hex(bytes);
        properties.put("model_name", contents.manifest().name());
        properties.put("model_version", contents.manifest().version());
        properties.put("model_sha256", sha256);
        byte[] onnx = graph.toBytes(contents.manifest().libraryVersion(), "churn", properties);
        List<String> notExported = rule.vennAbers().isPresent() ? List.of("interval") : List.of();
        byte[] description = PlainJson.write(Description.of(model, preparation.inputs(), onnx, sha256, notExported));
        return new OnnxExport(onnx, description, notExported);
    }

    /**
     * Writes the ONNX file and the JSON beside it, each aside and then moved into place. The JSON holds the digest of the ONNX
     * file, so that files of different models are not taken for a pair.
     *
     * @param path the ONNX file, usually ending in {@code .onnx}; existing files are replaced
     * @return both paths
     * @throws io.github.churnml.error.OutputException if one cannot be written
     */
    public OnnxFiles write(Path path) {
        OnnxFiles files = OnnxFiles.of(path);
        OutputFile.write(files.graph(), out -> out.write(onnx));
        OutputFile.write(files.description(), out -> out.write(description));
        return files;
    }

    /** {@return the ONNX file, as a copy} */
    public byte[] toBytes() {
        return onnx.clone();
    }

    /** {@return the JSON beside it, as a copy} */
    public byte[] description() {
        return description.clone();
    }

    /** {@return what the model tells beside probabilities and the graph does not: {@code interval}, or nothing} */
    public List<String> notExported() {
        return notExported;
    }

    /**
     * {@return a Python module that scores tables of pandas by the two files; it needs numpy, pandas and onnxruntime, and may be
     * copied and changed freely}
     */
    public static byte[] python() {
        try (InputStream in = OnnxExport.class.getResourceAsStream(PYTHON_MODULE)) {
            if (in == null) {
                throw new IllegalStateException("the artifact churn-ml-import lacks " + PYTHON_MODULE);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
