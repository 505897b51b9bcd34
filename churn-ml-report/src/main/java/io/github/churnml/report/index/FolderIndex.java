package io.github.churnml.report.index;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ChurnException;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.registry.variant.VariantSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What lies in a folder: models, sets of variants, registries and the pages that commands wrote. Files are named by their paths within
 * the folder, with slashes. Nothing of it depends on the time, so the same folder gives the same index.
 *
 * @param folder the folder's name, for people
 * @param models the models that were read
 * @param sets sets of variants, each with what it holds in words
 * @param registries registries, each with what serves in words
 * @param pages the pages of ours
 * @param broken files that are what their names say they are and cannot be read, with what is wrong
 * @param otherPages how many other pages of HTML there are, which are not linked
 * @param moreModels how many models were not read since there are too many
 * @param isCut whether there are more files, or deeper folders, than were looked at
 */
public record FolderIndex(
        String folder,
        List<Model> models,
        List<Entry> sets,
        List<Entry> registries,
        List<Entry> pages,
        List<Entry> broken,
        long otherPages,
        long moreModels,
        boolean isCut) {

    private static final int MOST_MODELS = 200;
    private static final int MOST_PAGES = 1_000;
    private static final String LOG = "registry.log.jsonl";

    /** Copies the lists. */
    public FolderIndex {
        models = List.copyOf(models);
        sets = List.copyOf(sets);
        registries = List.copyOf(registries);
        pages = List.copyOf(pages);
        broken = List.copyOf(broken);
    }

    /**
     * A file with what is said of it.
     *
     * @param file its path within the folder
     * @param title what it is
     * @param about what is said of it
     */
    public record Entry(String file, String title, String about) {}

    /**
     * A model.
     *
     * @param file its path within the folder
     * @param name the model's name
     * @param version its version
     * @param created when it was made
     * @param rows of how many customers it learnt
     * @param rocAuc its ROC-AUC on rows held out; NaN if it was not judged
     * @param prAuc its PR-AUC
     * @param threshold from which probability on customers are contacted
     * @param report the page beside it; empty if there is none of ours
     * @param card the card beside it; empty if there is none
     * @param isChampion whether a registry in the same folder says that it serves
     */
    public record Model(
            String file,
            String name,
            String version,
            Instant created,
            long rows,
            Estimate rocAuc,
            Estimate prAuc,
            double threshold,
            String report,
            String card,
            boolean isChampion) {}

    /**
     * Looks into a folder, six folders deep and at 20,000 files at most; symbolic links are not followed.
     *
     * @param folder the folder
     * @param without a page that is passed over, such as the index itself
     * @return what lies in it
     * @throws io.github.churnml.error.DataException if it is no folder
     */
    public static FolderIndex of(Path folder, Path without) {
        return new Reader(folder, without).read();
    }

    /** {@return everything as plain values, for JSON} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("folder", folder);
        map.put("models", models.stream().map(FolderIndex::map).toList());
        map.put("variants", sets.stream().map(FolderIndex::map).toList());
        map.put("registries", registries.stream().map(FolderIndex::map).toList());
        map.put("pages", pages.stream().map(FolderIndex::map).toList());
        map.put("broken", broken.stream().map(FolderIndex::map).toList());
        map.put("other_pages", otherPages);
        map.put("models_not_read", moreModels);
        map.put("complete", !isCut && moreModels == 0);
        return map;
    }

    private static Map<String, Object> map(Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", entry.file());
        map.put("title", entry.title());
        map.put("about", entry.about());
        return map;
    }

    private static Map<String, Object> map(Model model) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", model.file());
        map.put("name", model.name());
        map.put("version", model.version());
        map.put("created", model.created().toString());
        map.put("rows", model.rows());
        map.put("roc_auc", model.rocAuc().value());
        map.put("pr_auc", model.prAuc().value());
        map.put("threshold", model.threshold());
        map.put("report", model.report());
        map.put("card", model.card());
        map.put("champion", model.isChampion());
        return map;
    }

    /** Looks at each file once. */
    private static final class Reader {

        private final Path folder;
        private final Path without;
        private final List<Model> models = new ArrayList<>();
        private final List<Entry> sets = new ArrayList<>();
        private final List<Entry> registries = new ArrayList<>();
        private final List<Entry> pages = new ArrayList<>();
        private final List<Entry> broken = new ArrayList<>();
        private final Map<Path, String> champions = new HashMap<>();
        private long otherPages;
        private long moreModels;
        private boolean cut;

        Reader(Path folder, Path without) {
            this.folder = folder;
            this.without = without.toAbsolutePath().normalize();
        }

        FolderIndex read() {
            FolderWalk walk = FolderWalk.of(folder);
            cut = walk.isCut();
            walk.unreadable().forEach(name -> broken.add(new Entry(name, "folder", "It may not be looked into.")));
            walk.files().stream().filter(file -> is(file, LOG)).forEach(this::registry);
            for (Path file : walk.files()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".churn")) {
                    model(file);
                } else if (name.equals("variants.json")) {
                    set(file);
                } else if (name.endsWith(".html") || name.endsWith(".htm")) {
                    page(file);
                }
            }
            Path name = folder.toAbsolutePath().normalize().getFileName();
            return new FolderIndex(
                    name == null ? folder.toString() : name.toString(),
                    models,
                    sets,
                    registries,
                    pages,
                    broken,
                    otherPages,
                    moreModels,
                    cut);
        }

        private static boolean is(Path file, String name) {
            return file.getFileName().toString().equals(name);
        }

        private void registry(Path log) {
            Path place = Objects.requireNonNull(log.getParent(), "a file of a folder has one");
            try {
                RegistryState state = Registry.folder(place).state();
                Optional<ModelVersion> champion = state.champion();
                champion.ifPresent(version -> champions.put(place, version.file()));
                registries.add(new Entry(
                        FolderWalk.name(folder, log),
                        "Registry of " + state.name(),
                        champion.map(version -> "version " + version.version() + " serves")
                                        .orElse("no version serves")
                                + "; versions: " + state.versions().size() + ", events: " + state.seq()));
            } catch (ChurnException e) {
                broken(log, "registry", e);
            }
        }

        private void model(Path file) {
            if (models.size() >= MOST_MODELS) {
                moreModels++;
                return;
            }
            try {
                ChurnModel model = ChurnModel.load(file);
                Path place = Objects.requireNonNull(file.getParent(), "a file of a folder has one");
                models.add(new Model(
                        FolderWalk.name(folder, file),
                        model.manifest().name(),
                        model.manifest().version(),
                        model.manifest().created(),
                        model.manifest().rows(),
                        metric(model, Metric.ROC_AUC),
                        metric(model, Metric.PR_AUC),
                        model.threshold(),
                        beside(place, file, "report.html", true),
                        beside(place, file, "model_card.md", false),
                        file.getFileName().toString().equals(champions.get(place))));
            } catch (ChurnException e) {
                broken(file, "model", e);
            }
        }

        private static Estimate metric(ChurnModel model, Metric metric) {
            Estimate none = new Estimate(Double.NaN, Double.NaN, Double.NaN, 0.95);
            return model.evaluation().metrics().getOrDefault(metric, none);
        }

        /** Of a folder with one model, the page or card beside it. */
        private String beside(Path place, Path model, String name, boolean page) {
            Path file = place.resolve(name);
            boolean usual = is(model, "model.churn");
            if (!usual || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return "";
            }
            try {
                return !page || PageHead.of(file).isPresent() ? FolderWalk.name(folder, file) : "";
            } catch (IOException e) {
                return "";
            }
        }

        private void set(Path file) {
            try {
                if (VariantSet.isSet(file)) {
                    VariantSet set = VariantSet.load(file);
                    sets.add(new Entry(
                            FolderWalk.name(folder, file),
                            "Set of variants",
                            "models of segments: " + set.segments().size()));
                }
            } catch (ChurnException e) {
                broken(file, "set of variants", e);
            }
        }

        private void page(Path file) {
            if (file.toAbsolutePath().normalize().equals(without)) {
                return;
            }
            try {
                Optional<PageHead> head = PageHead.of(file);
                if (head.isEmpty()) {
                    otherPages++;
                } else if (pages.size() >= MOST_PAGES) {
                    cut = true;
                } else {
                    pages.add(new Entry(
                            FolderWalk.name(folder, file),
                            head.get().title(),
                            head.get().description()));
                }
            } catch (IOException e) {
                broken.add(new Entry(FolderWalk.name(folder, file), "page", "It cannot be read."));
            }
        }

        private void broken(Path file, String what, ChurnException e) {
            broken.add(new Entry(
                    FolderWalk.name(folder, file),
                    what,
                    String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ")));
        }
    }
}
