package io.github.churnml.serving.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.Scorer;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.model.ColumnRule;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.Policies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The short cuts of reading (the next field guessed, levels found by their characters) change nothing. */
class RowsReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServedModel model = new ServedModel(Served.model(), null, Policies.DEFAULTS);

    @Test
    void rows_inAnyOrderOfFields_scoreAsTheScorerSays() throws Exception {
        Random random = new Random(3);
        List<Map<String, @Nullable Object>> rows = customers(200);
        List<Map<String, @Nullable Object>> shuffled = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows) {
            List<String> names = new ArrayList<>(row.keySet());
            if (random.nextBoolean()) {
                Collections.shuffle(names, random);
            }
            Map<String, @Nullable Object> other = new LinkedHashMap<>();
            names.forEach(name -> other.put(name, row.get(name)));
            shuffled.add(other);
        }
        Scorer scorer = Served.model().scorer();
        assertThat(probabilities(shuffled))
                .isEqualTo(rows.stream().map(scorer::probability).toList());
    }

    @Test
    void names_thatLookAlikeToTheGuess_areToldApart() throws Exception {
        Map<String, @Nullable Object> row = JSON.readValue(Served.ROW, new TypeReference<>() {});
        double expected = Served.model().scorer().probability(row);
        probabilities(List.of(row, row)); // from now on the order is known
        String escaped = Served.ROW.replace("\"plan\"", "\"pl\\u0061n\"").replace("\"region\"", " \"regio\\u006e\" ");
        assertThat(read(escaped)).containsExactly(expected);
        assertThat(problems(Served.ROW.replace("\"plan\"", "\"plans\"")))
                .containsExactly("unknown field", "missing field");
        assertThat(problems(Served.ROW.replace("\"plan\"", "\"pla\"")))
                .containsExactly("unknown field", "missing field");
        assertThat(problems(Served.ROW.replace("\"region\"", "\"plan\"")))
                .containsExactly("given twice", "missing field");
        assertThat(read("[" + Served.ROW + "," + escaped + "]")).containsExactly(expected, expected);
    }

    @Test
    void levels_areFoundByTheirCharacters_orByTheInput() throws Exception {
        ColumnRule plan = model.rule("plan");
        for (String level : plan.levels()) {
            char[] padded = ("xx" + level + "yy").toCharArray();
            assertThat(plan.texts().find(padded, 2, level.length()))
                    .isEqualTo(plan.input().read(level, 0));
        }
        assertThat(plan.texts().find("Basi".toCharArray(), 0, 4)).isNaN();
        assertThat(read(Served.ROW.replace("\"Basic\"", "\" Basic \""))).isEqualTo(read(Served.ROW));
        assertThat(read(Served.ROW.replace("\"Basic\"", "\"B\\u0061sic\""))).isEqualTo(read(Served.ROW));
    }

    private static List<Map<String, @Nullable Object>> customers(int count) {
        Dataset table = Served.customers();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (io.github.churnml.prepare.Input input : Served.model().inputs()) {
                Column column = table.column(input.name());
                row.put(input.name(), column.text(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private List<Double> probabilities(List<Map<String, @Nullable Object>> rows) throws Exception {
        return read(JSON.writeValueAsString(rows));
    }

    private List<Double> read(String json) throws Exception {
        List<Double> probabilities = new ArrayList<>();
        RowErrors errors = rows(json, probabilities);
        assertThat(errors.isEmpty()).as(json).isTrue();
        return probabilities;
    }

    private List<String> problems(String json) throws Exception {
        return rows(json, new ArrayList<>()).problem().errors().stream()
                .map(Problem.RowError::problem)
                .toList();
    }

    private RowErrors rows(String json, List<Double> into) throws Exception {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new RowsReader(model, Policies.DEFAULTS, Limits.DEFAULTS)
                .read(
                        RowsReader.json(Limits.DEFAULTS),
                        bytes,
                        bytes.length,
                        model.work(),
                        work -> into.add(work.probability()));
    }
}
