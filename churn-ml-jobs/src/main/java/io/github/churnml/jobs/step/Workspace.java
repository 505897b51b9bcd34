package io.github.churnml.jobs.step;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.Sha256;
import io.github.churnml.jobs.step.StepResult.StepFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One try of a step: its context, its folder, and what steps before it left behind. */
public final class Workspace {

    /** The role of a table that was fetched. */
    public static final String TABLE = "table";

    /** The role of a table that was made of what was fetched; it goes before a fetched one. */
    public static final String FEATURES = "features";

    /** The role of the model. */
    public static final String MODEL = "model";

    /** The role of the predictions. */
    public static final String PREDICTIONS = "predictions";

    /** The role of what tells where an engine left the scored table; no predictions are in the run's folder then. */
    public static final String SCORES = "scores";

    /** The role of the drift report. */
    public static final String DRIFT = "drift report";

    static final String ROWS = "rows";
    static final String SOURCE = "source";
    static final String SKIPPED = "skipped";
    static final String FORM = "form";

    /** The table of a plan of features that has a row for each customer. */
    static final String CUSTOMERS = "customers";

    /** Tables that the job itself wrote: UTF-8, commas, a header. */
    static final String PLAIN = "plain";

    private final StepContext context;
    private final String step;
    private final ZoneId zone;

    Workspace(StepContext context, String step, ZoneId zone) {
        this.context = context;
        this.step = step;
        this.zone = zone;
    }

    /** A file that an earlier step left behind. */
    record Given(String step, StepFile file, Path path, StepResult result) {}

    /** {@return what the engine gave} */
    public StepContext context() {
        return context;
    }

    /** {@return the day that the run is for, in the zone of the job's schedule} */
    public LocalDate day() {
        return context.due().atZone(zone).toLocalDate();
    }

    /** The step's name. */
    String step() {
        return step;
    }

    ZoneId zone() {
        return zone;
    }

    /**
     * A place with its gaps filled. It may hold secrets then.
     *
     * @param place the place
     * @return the text
     * @throws ConfigurationException if it names a variable that is not set
     */
    public String fill(Place place) {
        return place.in(context, zone);
    }

    /** A path of this machine with its gaps filled. */
    Path path(Place place) {
        return Path.of(Place.requirePath(fill(place)));
    }

    /** As it may be shown: variables stay names. */
    String shown(Place place) {
        return place.shownIn(context, zone);
    }

    /** The folder with the folders of the job's runs. */
    Path runs() {
        return Objects.requireNonNull(
                context.folder().toAbsolutePath().normalize().getParent());
    }

    /** {@return the step's own folder in that of the run, which is there} */
    public Path folder() {
        Path folder = context.folder().resolve(step);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OutputException(
                    "The folder " + Wording.path(folder) + " cannot be made.",
                    "Maybe the disk is full, or the folder above it may not be written to.",
                    Where.in(folder),
                    e);
        }
    }

    /**
     * What is told of a file in the run's folder.
     *
     * @param role what it is for the job
     * @param file the file
     * @param rows how many rows it has; -1 where that means nothing
     * @return with its path relative to the run's folder and its digest
     */
    public StepFile file(String role, Path file, long rows) {
        String place = context.folder().relativize(file).toString().replace('\\', '/');
        return new StepFile(role, place, sha256(file), rows);
    }

    static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Sha256.hex(in);
        } catch (IOException e) {
            throw new DataException(
                    "The file " + Wording.path(file) + " cannot be read.",
                    "Maybe it was moved or deleted.",
                    Where.in(file),
                    e);
        }
    }

    /** The rows that are scored: features if there are any, or what was fetched; of the step of that name if one is given. */
    Given table(Optional<String> from) {
        Optional<Given> made = from.isPresent() ? Optional.empty() : find(FEATURES, from);
        return made.or(() -> find(TABLE, from))
                .or(() -> find(FEATURES, from))
                .orElseThrow(() -> lacking("a table", "fetch"));
    }

    Given given(String role, String kind) {
        return find(role, Optional.empty()).orElseThrow(() -> lacking(role, kind));
    }

    Optional<Given> find(String role, Optional<String> from) {
        List<Given> found = new ArrayList<>();
        context.earlier().forEach((name, result) -> {
            if (from.isEmpty() || from.get().equals(name)) {
                for (StepFile file : result.outputs()) {
                    if (file.role().equals(role)) {
                        found.add(new Given(name, file, context.folder().resolve(file.place()), result));
                    }
                }
            }
        });
        if (found.size() > 1) {
            throw new ConfigurationException(
                    "Step " + Wording.name(step) + " finds " + found.size() + " files of the role " + Wording.name(role)
                            + ", from "
                            + Wording.names(
                                    found.stream().map(Given::step).sorted().toList()) + ".",
                    "Maybe say which with the key table.",
                    Where.nowhere());
        }
        return found.stream().findFirst();
    }

    private ChurnException lacking(String role, String kind) {
        return new ConfigurationException(
                "Step " + Wording.name(step) + " finds no " + role.replaceFirst("^a ", "") + ".",
                "Maybe put a step " + kind + " before it.",
                Where.nowhere());
    }

    /** Why a step has nothing to do, if there are no rows for it. */
    Optional<StepResult> skipped(Optional<String> from) {
        Map<String, StepResult> earlier = context.earlier();
        boolean empty = earlier.entrySet().stream()
                .anyMatch(one -> one.getValue().facts().containsKey(SKIPPED)
                        || "0".equals(one.getValue().facts().get(ROWS)) && isScored(one.getKey(), from));
        return empty
                ? Optional.of(new StepResult(
                        List.of(),
                        List.of(),
                        Map.of(SKIPPED, "no new rows"),
                        List.of("Step " + step + " had nothing to do: there are no new rows."),
                        Optional.empty()))
                : Optional.empty();
    }

    /** Whether a step's rows are those of the customers, and not of a table of events beside them, which may well be empty. */
    private boolean isScored(String name, Optional<String> from) {
        List<String> tables = context.earlier().entrySet().stream()
                .filter(one -> isTable(one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        boolean isOnly = tables.size() == 1 || !tables.contains(name);
        boolean isOfNewRows =
                Objects.requireNonNull(context.earlier().get(name)).mark().isPresent();
        return isOnly || isOfNewRows || name.equals(from.orElse(CUSTOMERS));
    }

    private static boolean isTable(StepResult result) {
        return result.outputs().stream().anyMatch(file -> file.role().equals(TABLE));
    }

    /** How a table of an earlier step is read. */
    static ReadOptions options(Given table) {
        return PLAIN.equals(table.result().facts().get(FORM)) ? plain() : ReadOptions.standard();
    }

    /** How a table is read that the job itself wrote: nothing about it has to be worked out. */
    static ReadOptions plain() {
        return ReadOptions.standard()
                .withCharset(StandardCharsets.UTF_8)
                .withDelimiter(',')
                .withHeader(true);
    }

    static ChurnModel model(Given given) {
        return ChurnModel.load(given.path());
    }

    /** Long work asks this now and then. */
    static void requireGoing() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted");
        }
    }
}
