package io.github.churnml.benchmarks.defaults;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks which candidate is best over all kinds of tables; {@code benchmarks/defaults/run}. Candidates are first tried on every
 * table of at most 100,000 rows; the best of them, and the first of the list, then on larger ones.
 */
public final class ChooseDefaults {

    private static final int UNSEEN = 10_000;

    private final Options options;
    private final List<Candidate> candidates;
    private final Report report;
    private final List<Group> groups = new ArrayList<>();

    private ChooseDefaults(Options options) {
        this.options = options;
        candidates = Candidate.read(options.candidates()).stream()
                .filter(candidate -> options.only().isEmpty() || options.only().contains(candidate.name()))
                .toList();
        Set<String> names = candidates.stream().map(Candidate::name).collect(Collectors.toSet());
        for (String name : options.only()) {
            if (!names.contains(name)) {
                throw Options.refused(
                        "There is no candidate (" + name + ") in (" + options.candidates() + ").",
                        "Maybe look there for its name.");
            }
        }
        report = new Report(candidates, System.out);
    }

    /**
     * Runs.
     *
     * @param args as {@code benchmarks/defaults/run} documents them
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("churn.root", "."));
        try {
            new ChooseDefaults(Options.parse(root.resolve("benchmarks/defaults/candidates.yaml"), args)).run(root);
        } catch (ChurnException refused) {
            System.err.println(refused.getMessage());
            System.exit(2);
        }
    }

    private void run(Path root) throws IOException, InterruptedException {
        List<Integer> all = IntStream.range(0, candidates.size()).boxed().toList();
        SharedTables shared = generatedAlone() ? null : new SharedTables(folder(root));
        requireKnown(shared);
        try (Contest contest = new Contest(candidates, options.threads())) {
            if (shared != null) {
                shared(contest, shared, all);
            }
            for (Shape shape : Shape.all()) {
                generated(contest, shape, shape.sizes().stream().filter(size -> size.rows() <= Shape.LARGE), all);
            }
            report.ranking("all candidates, tables of at most " + Shape.LARGE + " rows", groups);
            report.values(groups);
            if (!options.quick()) {
                finals(contest);
            }
        }
        report.time(groups);
        if (options.csv() != null) {
            report.csv(options.csv(), groups);
        }
    }

    /** Then the shared folder need not be there. */
    private boolean generatedAlone() {
        Set<String> generated = Shape.all().stream().map(Shape::kind).collect(Collectors.toCollection(TreeSet::new));
        generated.add(Options.GENERATED);
        return !options.tables().isEmpty() && generated.containsAll(options.tables());
    }

    private void requireKnown(@Nullable SharedTables shared) {
        Set<String> known = new TreeSet<>(Set.of(Options.SHARED, Options.GENERATED));
        Shape.all().forEach(shape -> known.add(shape.kind()));
        if (shared != null) {
            known.addAll(shared.names());
        }
        for (String kind : options.tables()) {
            if (!known.contains(kind)) {
                throw Options.refused(
                        "There is no kind of tables " + Wording.name(kind) + ".", Wording.maybeNearest(kind, known));
            }
        }
    }

    private void finals(Contest contest) throws InterruptedException {
        List<Integer> best = Stream.concat(
                        Stream.of(0),
                        new Ranking(groups)
                                .places().stream().map(Ranking.Place::candidate).limit(options.finalists()))
                .distinct()
                .toList();
        int before = groups.size();
        for (Shape shape : Shape.all()) {
            generated(contest, shape, shape.sizes().stream().filter(size -> size.rows() > Shape.LARGE), best);
        }
        if (groups.size() > before) {
            report.ranking("finalists, all tables", groups);
        }
    }

    private void shared(Contest contest, SharedTables tables, List<Integer> tried) throws InterruptedException {
        for (String name : tables.names()) {
            if (options.takes(name, Options.SHARED)) {
                List<Table> splits = tables.splits(name, options.quick());
                add(contest.run(splits.size(), splits::get, tried));
            }
        }
    }

    private void generated(Contest contest, Shape shape, Stream<Shape.Size> sizes, List<Integer> tried)
            throws InterruptedException {
        if (!options.takes(shape.kind(), Options.GENERATED)) {
            return;
        }
        for (Shape.Size given : sizes.toList()) {
            Shape.Size size = options.quick() ? given.quick() : given;
            String name = shape.kind() + " " + size.rows();
            add(contest.run(
                    size.tables(),
                    t -> new Law(shape, 1_000L * size.rows() + t).table(name, size.rows(), UNSEEN, t),
                    tried));
        }
    }

    private void add(Group group) {
        groups.add(group);
        report.group(group);
    }

    private static Path folder(Path root) {
        String given = System.getProperty("churn.shared", System.getenv("CHURN_SHARED"));
        return given == null ? root.resolve("../shared").normalize() : Path.of(given);
    }
}
