package io.github.churnml.jobs.plan;

import io.github.churnml.error.Wording;
import io.github.churnml.jobs.step.DatabasePlace;
import io.github.churnml.jobs.step.EnginePredict;
import io.github.churnml.jobs.step.Features;
import io.github.churnml.jobs.step.Fetch;
import io.github.churnml.jobs.step.LoadModel;
import io.github.churnml.jobs.step.OnlyNew;
import io.github.churnml.jobs.step.Place;
import io.github.churnml.jobs.step.Predict;
import io.github.churnml.jobs.step.StepWork;
import io.github.churnml.jobs.step.Store;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The YAML forms of what steps do. */
final class WorkYaml {

    /** Which key a text alone stands for. */
    private static final Map<String, String> SHORT =
            Map.of("fetch", "from", "features", "plan", "model", "from", "store", "file", "monitor", "metrics");

    private static final List<String> ENGINES = List.of("spark");

    private WorkYaml() {}

    /** A step whose settings are one text. */
    static Settings shortForm(Settings item, String kind) {
        String key = SHORT.get(kind);
        if (key == null || !(item.value(kind) instanceof String)) {
            item.section(kind); // says what is required
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(String.valueOf(key), item.text(kind));
        return StepYaml.inside(item, kind, values);
    }

    static StepWork fetch(Settings settings) {
        requireOne(settings, List.of("from", "jdbc"));
        @Nullable OnlyNew onlyNew = settings.has("only-new") ? onlyNew(settings) : null;
        Fetch all = settings.has("from")
                ? Checked.at(settings, "from", () -> Fetch.from(settings.text("from")))
                : rows(settings, onlyNew);
        Fetch fetch = onlyNew == null ? all : all.onlyNew(onlyNew);
        return settings.has("fallback")
                ? Checked.at(settings, "fallback", () -> fetch.fallback(settings.text("fallback")))
                : fetch;
    }

    private static Fetch rows(Settings settings, @Nullable OnlyNew onlyNew) {
        DatabasePlace database = database(settings);
        requireOne(settings, List.of("table", "query"));
        return settings.has("table")
                ? Fetch.table(database, settings.text("table"))
                : Checked.at(settings, "query", () -> Fetch.query(database, settings.text("query"), onlyNew));
    }

    private static OnlyNew onlyNew(Settings fetch) {
        Settings settings = fetch.section("only-new");
        @Nullable String key = text(settings, "key");
        @Nullable String since = text(settings, "since");
        @Nullable String start = text(settings, "start");
        settings.finish();
        return Checked.at(fetch, "only-new", () -> new OnlyNew(key, since, start));
    }

    static StepWork features(Settings settings) {
        Features features = Checked.at(settings, "plan", () -> Features.of(settings.text("plan")));
        return settings.has("folder")
                ? Checked.at(settings, "folder", () -> features.folder(settings.text("folder")))
                : features;
    }

    static StepWork model(Settings settings) {
        requireOne(settings, List.of("from", "registry"));
        if (settings.has("from")) {
            return Checked.at(settings, "from", () -> LoadModel.from(settings.text("from")));
        }
        LoadModel model = Checked.at(settings, "registry", () -> LoadModel.champion(settings.text("registry")));
        return settings.has("version") ? model.version(settings.text("version")) : model;
    }

    static StepWork predict(Settings settings) {
        if (settings.has("engine")) {
            return onEngine(settings);
        }
        Predict predict = Predict.standard();
        if (settings.has("reasons")) {
            predict = predict.reasons((int) settings.integer("reasons", 0, 100));
        }
        return settings.has("table") ? predict.table(settings.text("table")) : predict;
    }

    private static StepWork onEngine(Settings settings) {
        String engine = settings.choice("engine", ENGINES);
        requireOne(settings, List.of("from", "from-table"));
        if (!settings.has("to")) {
            throw settings.problem(
                    "It is not said where the engine leaves the scored table.",
                    "Maybe add to: \"s3a://scores/customers\", a folder that gets a folder for each run.");
        }
        String key = settings.has("from") ? "from" : "from-table";
        EnginePredict step = Checked.at(
                settings,
                key,
                () -> key.equals("from")
                        ? EnginePredict.ofPath(
                                engine,
                                settings.text(key),
                                settings.has("format") ? settings.text("format") : "parquet",
                                settings.text("to"))
                        : EnginePredict.ofTable(engine, settings.text(key), settings.text("to")));
        return settings.has("reasons") ? step.reasons((int) settings.integer("reasons", 0, 100)) : step;
    }

    static StepWork store(Settings settings) {
        List<String> files = new ArrayList<>();
        for (String key : List.of("file", "to")) {
            if (settings.has(key)) {
                files.add(Checked.at(settings, key, () -> new Place(settings.text(key)))
                        .text());
            }
        }
        if (!settings.has("jdbc")) {
            if (files.isEmpty()) {
                throw settings.problem(
                        "It is not said where the predictions go.",
                        "Maybe add jdbc with a database, file with a path, or to with an address.");
            }
            Store store = Store.file(files.get(0));
            return files.size() > 1 ? store.andFile(files.get(1)) : store;
        }
        String id = settings.text("id");
        Store store = Store.into(database(settings), id);
        if (settings.has("table")) {
            store = store.table(settings.text("table"));
        }
        for (String file : files) {
            store = store.andFile(file);
        }
        return store;
    }

    private static DatabasePlace database(Settings settings) {
        Place url = Checked.at(settings, "jdbc", () -> new Place(settings.text("jdbc")));
        @Nullable Place user = place(settings, "user");
        @Nullable Place password = place(settings, "password");
        @Nullable Place file = place(settings, "password-file");
        @Nullable Place secret = place(settings, "secret");
        return Checked.at(
                settings,
                password == null ? "jdbc" : "password",
                () -> new DatabasePlace(url, user, password, file, secret));
    }

    private static @Nullable Place place(Settings settings, String key) {
        return settings.has(key) ? Checked.at(settings, key, () -> new Place(settings.text(key))) : null;
    }

    private static @Nullable String text(Settings settings, String key) {
        return settings.has(key) ? settings.text(key) : null;
    }

    private static void requireOne(Settings settings, List<String> keys) {
        List<String> there = keys.stream().filter(settings::has).toList();
        if (there.size() != 1) {
            throw settings.problem(
                    there.isEmpty()
                            ? "Neither " + Wording.name(settings.nameOf(keys.get(0))) + " nor "
                                    + Wording.name(settings.nameOf(keys.get(1))) + " is given."
                            : "Both " + settings.quoted(keys.get(0)) + " and " + settings.quoted(keys.get(1))
                                    + " are given.",
                    there.isEmpty() ? "Maybe add one of them." : "Maybe keep one of them.");
        }
    }
}
