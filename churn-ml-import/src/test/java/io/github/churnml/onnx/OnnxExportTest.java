package io.github.churnml.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.SpreadsheetErrors;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.files.Sha256;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an exported model is made of, read back without ONNX; what cannot be exported; the files and the Python module. */
class OnnxExportTest {

    private static final int NODE = 1;
    private static final int CONSTANT = 5;
    private static final int INPUT = 11;
    private static final int OUTPUT = 12;

    @TempDir
    Path folder;

    @Test
    void graph_ofAnyModel_isSound() {
        for (String learner : List.of(
                "boosting",
                "additive",
                "{name: perceptron, epochs: 3}",
                "{name: blend, parts: [{name: boosting, weight: 1}, {name: logistic-regression, weight: 1}]}")) {
            Decoded model =
                    new Decoded(OnnxExport.of(model("learner: " + learner)).toBytes());
            Decoded graph = model.message(7);
            Set<String> known = new HashSet<>();
            for (int field : new int[] {INPUT, CONSTANT}) {
                for (Decoded one : graph.messages(field)) {
                    String name = one.text(field == INPUT ? 1 : 8);
                    assertThat(name).matches("[A-Za-z_][A-Za-z0-9_]*");
                    assertThat(known.add(name)).as(name).isTrue();
                }
            }
            Set<String> read = new HashSet<>(
                    graph.messages(OUTPUT).stream().map(o -> o.text(1)).toList());
            for (Decoded node : graph.messages(NODE)) {
                assertThat(known).as(node.text(4)).containsAll(node.texts(1));
                read.addAll(node.texts(1));
                assertThat(known.add(node.text(2))).as(node.text(2)).isTrue();
                assertThat(node.text(3)).isNotEmpty();
            }
            assertThat(graph.messages(OUTPUT)).extracting(o -> o.text(1)).containsExactly("log_odds", "probability");
            assertThat(known).containsAll(read);
            Set<String> idle = new HashSet<>(known);
            idle.removeAll(read);
            graph.messages(INPUT).forEach(input -> idle.remove(input.text(1)));
            assertThat(idle).as("computed and never read").isEmpty();
            requireWholeTensors(graph);
        }
    }

    private static void requireWholeTensors(Decoded graph) {
        for (Decoded constant : graph.messages(CONSTANT)) {
            long values = constant.packed(1).stream().reduce(1L, (a, b) -> a * b);
            assertThat(constant.whole(2)).isIn(7L, 11L);
            assertThat(constant.bytes(9)).hasSize((int) (8 * values));
        }
    }

    @Test
    void versions_areThoseOfOneRelease() {
        Decoded model = new Decoded(OnnxExport.of(model("learner: boosting")).toBytes());
        assertThat(model.whole(1)).isEqualTo(10);
        assertThat(model.text(2)).isEqualTo("churn-ml");
        assertThat(model.messages(8))
                .extracting(o -> o.text(1) + " " + o.whole(2))
                .containsExactly(" 21", "ai.onnx.ml 5");
    }

    @Test
    void bytes_ofTheSameModel_areTheSame() {
        ChurnModel model = model("learner: boosting");
        OnnxExport first = OnnxExport.of(model);
        OnnxExport second = OnnxExport.of(ChurnModel.load(model.toBytes()));
        assertThat(second.toBytes()).isEqualTo(first.toBytes());
        assertThat(second.description()).isEqualTo(first.description());
    }

    @Test
    void forest_inTheGraph_hasTheTreesOfTheModel() {
        ChurnModel model = model("learner: {name: boosting, trees: 3}");
        Decoded ensemble = new Decoded(OnnxExport.of(model).toBytes())
                .message(7).messages(NODE).stream()
                        .filter(node -> node.text(4).equals("TreeEnsemble"))
                        .findFirst()
                        .orElseThrow();
        assertThat(ensemble.text(7)).isEqualTo("ai.onnx.ml");
        List<Long> roots = attribute(ensemble, "tree_roots").packed(8);
        assertThat(roots).hasSize(3).isSorted();
        int splits = attribute(ensemble, "nodes_featureids").packed(8).size();
        List<Long> leaf = attribute(ensemble, "leaf_targetids").packed(8);
        assertThat(leaf).hasSize(splits + 3).containsOnly(0L);
        List<Long> left = attribute(ensemble, "nodes_truenodeids").packed(8);
        List<Long> isLeaf = attribute(ensemble, "nodes_trueleafs").packed(8);
        IntStream.range(0, splits).forEach(i -> assertThat(left.get(i))
                .isBetween(0L, isLeaf.get(i) == 1 ? leaf.size() - 1L : splits - 1L));
        byte[] weights = attribute(ensemble, "leaf_weights").message(5).bytes(9);
        double[] values = new double[leaf.size()];
        ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
        assertThat(Arrays.stream(values).allMatch(Double::isFinite)).isTrue();
    }

    private static Decoded attribute(Decoded node, String name) {
        return node.messages(5).stream()
                .filter(attribute -> attribute.text(1).equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void names_thatAreNoIdentifiers_becomeDifferentOnes() throws IOException {
        StringBuilder table = new StringBuilder("1 b,1-b,log_odds,c1,churned\n");
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            table.append('x').append(random.nextInt(3)).append(",y").append(random.nextInt(4));
            table.append(",z").append(random.nextInt(3)).append(',').append(random.nextInt(40));
            table.append(random.nextInt(4) == 0 ? ",Yes\n" : ",No\n");
        }
        Dataset data = Tables.readCsv(Files.writeString(folder.resolve("t.csv"), table));
        ChurnModel model =
                ChurnPipeline.parseYaml("target: churned\nlearner: boosting").fit(data, fixed());
        OnnxExport export = OnnxExport.of(model);
        Decoded graph = new Decoded(export.toBytes()).message(7);
        assertThat(graph.messages(INPUT))
                .extracting(input -> input.text(1))
                .containsExactly("_1_b", "_1_b_2", "log_odds_2", "c1");
        assertThat(json(export).at("/columns/1/input").asText()).isEqualTo("_1_b_2");
    }

    @Test
    void logarithm_thatTreesSplit_isRefused() {
        String log = "derive: [{name: log_charges, kind: log, column: total_charges}]\n";
        for (String learner : List.of("boosting", "additive")) {
            ChurnModel model = model(log + "learner: " + learner);
            assertThatThrownBy(() -> OnnxExport.of(model))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("splits derived feature 'log_charges', a logarithm,")
                    .hasMessageContaining("Maybe leave the logarithm out");
        }
        assertThat(OnnxExport.of(model(log + "learner: logistic-regression")).toBytes())
                .isNotEmpty();
    }

    @Test
    void logarithm_inIntervals_isRefused() {
        ChurnModel model = model("""
                derive:
                - {name: log_charges, kind: log, column: total_charges}
                - {name: twice, kind: sum, columns: [log_charges, log_charges]}
                - {name: group, kind: bucket, column: twice, edges: [5]}
                learner: logistic-regression
                """);
        assertThatThrownBy(() -> OnnxExport.of(model))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "Derived feature 'group' asks where derived feature 'log_charges', a logarithm, lies")
                .hasMessageContaining("Maybe ask the column itself");
    }

    @Test
    void files_areWrittenAsAPair() throws IOException {
        ChurnModel model = model("learner: boosting\ncalibration: {kind: auto, interval: venn-abers}");
        OnnxExport export = OnnxExport.of(model);
        OnnxFiles files = export.write(folder.resolve("deep/m.onnx"));
        assertThat(files.description()).hasFileName("m.onnx.json");
        byte[] graph = Files.readAllBytes(files.graph());
        assertThat(graph).isEqualTo(export.toBytes());
        JsonNode described = new ObjectMapper().readTree(files.description().toFile());
        assertThat(described.get("onnxSha256").asText()).isEqualTo(Sha256.hex(graph));
        assertThat(described.at("/model/sha256").asText()).isEqualTo(Sha256.hex(model.toBytes()));
        assertThat(described.get("threshold").asDouble()).isEqualTo(model.threshold());
        assertThat(described.at("/tiers/2/from").asDouble()).isEqualTo(0.6);
        assertThat(described.at("/notExported/0").asText()).isEqualTo("interval");
        assertThat(export.notExported()).containsExactly("interval");
        assertThat(described.get("columns")).hasSize(model.inputs().size());
    }

    @Test
    void python_knowsTheErrorsOfSpreadsheets() throws Exception {
        String module = new String(OnnxExport.python(), StandardCharsets.UTF_8);
        String list = module.substring(module.indexOf("SPREADSHEET_ERRORS"), module.indexOf("ROWS_AT_A_TIME"));
        Set<String> inPython = new TreeSet<>();
        for (Matcher one = Pattern.compile("\"(#[^\"]+)\"").matcher(list); one.find(); ) {
            inPython.add(one.group(1));
        }
        Field texts = SpreadsheetErrors.class.getDeclaredField("TEXTS");
        texts.setAccessible(true);
        Set<String> here = new TreeSet<>(
                Arrays.asList(((String) texts.get(null)).substring(1).split("\\|")));
        assertThat(inPython).isEqualTo(here);
    }

    @Test
    void python_trimsWhatJavaDoes() {
        String module = new String(OnnxExport.python(), StandardCharsets.UTF_8);
        String list = module.substring(module.indexOf("BLANKS = ("), module.indexOf("NUMBER ="));
        Set<Integer> inPython = new TreeSet<>();
        for (Matcher one = Pattern.compile("\\\\u([0-9a-f]{4})|\\\\x([0-9a-f]{2})|\\\\([tnr])|( )(?=\\\\u1680)")
                        .matcher(list);
                one.find(); ) {
            inPython.add(
                    one.group(1) != null
                            ? Integer.parseInt(one.group(1), 16)
                            : one.group(2) != null
                                    ? Integer.parseInt(one.group(2), 16)
                                    : one.group(3) != null
                                            ? switch (one.group(3)) {
                                                case "t" -> (int) '\t';
                                                case "n" -> (int) '\n';
                                                default -> (int) '\r';
                                            }
                                            : one.group(4).equals("\\f") ? '\f' : ' ');
        }
        if (list.contains("\\x0c")) {
            inPython.add((int) '\f');
        }
        Set<Integer> here = new TreeSet<>();
        IntStream.rangeClosed(0, 0xFFFF).filter(Character::isWhitespace).forEach(here::add);
        assertThat(inPython).isEqualTo(here);
    }

    private static JsonNode json(OnnxExport export) throws IOException {
        return new ObjectMapper().readTree(export.description());
    }

    private static ChurnModel model(String yaml) {
        return ChurnPipeline.parseYaml(
                        "target: {column: churned, positive: \"Yes\"}\nseed: 5\nexclude: [customer_id]\n" + yaml)
                .fit(SmallModel.sample(0, 900), fixed());
    }

    private static FitOptions fixed() {
        return FitOptions.standard().withCreated(SmallModel.THEN);
    }
}
