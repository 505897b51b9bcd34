package io.github.churnml.jobs.run;

import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.jobs.step.StepResult;
import io.github.churnml.jobs.step.StepResult.StepFile;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tries and results of steps as JSON, as they stand in the table and in answers.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class StepJson {

    private static final Blame DAMAGED = (problem, maybe) ->
            new OutputException(problem, "Maybe the table churn_job_steps was changed by hand.", Where.nowhere(), null);

    private StepJson() {}

    /**
     * A step as a tree for JSON.
     *
     * @param step the step
     * @return name, state, tries and, if it is done, result
     */
    public static Map<String, Object> tree(StepRun step) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", step.name());
        tree.put("state", step.state());
        tree.put("tries", tries(step.tries()));
        step.result().ifPresent(result -> tree.put("result", tree(result)));
        return tree;
    }

    static String triesText(List<StepTry> tries) {
        return text(Map.of("tries", tries(tries)));
    }

    static String resultText(StepResult result) {
        return text(tree(result));
    }

    private static String text(Map<String, ?> tree) {
        return new String(PlainJson.writeLine(tree), StandardCharsets.UTF_8).strip();
    }

    private static List<Object> tries(List<StepTry> tries) {
        List<Object> trees = new ArrayList<>();
        for (StepTry one : tries) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("round", one.round());
            tree.put("node", one.node());
            tree.put("started", one.started().toString());
            one.ended().ifPresent(ended -> tree.put("ended", ended.toString()));
            tree.put("state", one.state().name().toLowerCase(Locale.ROOT));
            if (!one.error().isEmpty()) {
                tree.put("error", one.error());
            }
            trees.add(tree);
        }
        return trees;
    }

    private static Map<String, Object> tree(StepResult result) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("inputs", files(result.inputs()));
        tree.put("outputs", files(result.outputs()));
        tree.put("facts", result.facts());
        tree.put("notices", result.notices());
        result.mark().ifPresent(mark -> tree.put("mark", mark));
        return tree;
    }

    private static List<Object> files(List<StepFile> files) {
        List<Object> trees = new ArrayList<>();
        for (StepFile file : files) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("role", file.role());
            tree.put("place", file.place());
            if (!file.sha256().isEmpty()) {
                tree.put("sha256", file.sha256());
            }
            if (file.rows() >= 0) {
                tree.put("rows", file.rows());
            }
            trees.add(tree);
        }
        return trees;
    }

    static List<StepTry> triesOf(String json) {
        List<StepTry> tries = new ArrayList<>();
        for (Object one : list(read(json, "a step's tries").get("tries"))) {
            Map<String, Object> tree = map(one);
            tries.add(new StepTry(
                    ((Number) tree.getOrDefault("round", 0)).intValue(),
                    text(tree, "node"),
                    Instant.parse(text(tree, "started")),
                    Optional.ofNullable(tree.get("ended")).map(ended -> Instant.parse(ended.toString())),
                    StepTry.State.valueOf(text(tree, "state").toUpperCase(Locale.ROOT)),
                    tree.getOrDefault("error", "").toString()));
        }
        return tries;
    }

    static StepResult resultOf(String json) {
        Map<String, Object> tree = read(json, "a step's result");
        Map<String, String> facts = new LinkedHashMap<>();
        map(tree.getOrDefault("facts", Map.of())).forEach((name, value) -> facts.put(name, String.valueOf(value)));
        return new StepResult(
                filesOf(tree.get("inputs")),
                filesOf(tree.get("outputs")),
                facts,
                list(tree.get("notices")).stream().map(String::valueOf).toList(),
                Optional.ofNullable(tree.get("mark")).map(Object::toString));
    }

    private static List<StepFile> filesOf(@org.jspecify.annotations.Nullable Object trees) {
        List<StepFile> files = new ArrayList<>();
        for (Object one : list(trees)) {
            Map<String, Object> tree = map(one);
            files.add(new StepFile(
                    text(tree, "role"),
                    text(tree, "place"),
                    tree.getOrDefault("sha256", "").toString(),
                    ((Number) tree.getOrDefault("rows", -1)).longValue()));
        }
        return files;
    }

    private static Map<String, Object> read(String json, String what) {
        return PlainJson.read(json.getBytes(StandardCharsets.UTF_8), DAMAGED, what);
    }

    private static String text(Map<String, Object> tree, String key) {
        Object value = tree.get(key);
        if (value == null) {
            throw DAMAGED.of("A step's record has no " + key + ".", "");
        }
        return value.toString();
    }

    @SuppressWarnings("unchecked") // a mapping of plain JSON
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }

    private static List<?> list(@org.jspecify.annotations.Nullable Object tree) {
        return tree instanceof List<?> list ? list : List.of();
    }
}
