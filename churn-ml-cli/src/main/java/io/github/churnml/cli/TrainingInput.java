package io.github.churnml.cli;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table to train on: the one given, or the project's own customers.
 *
 * @param path the file
 * @param defaultTarget its target if it is the project's own, else null
 */
record TrainingInput(Path path, @Nullable String defaultTarget) {

    private static final String OWN_TARGET = "churned";

    static TrainingInput of(@Nullable Path given, Surroundings surroundings) {
        if (given != null) {
            return new TrainingInput(given, null);
        }
        List<Path> places = new ArrayList<>();
        String home = surroundings.environment().get("CHURN_HOME");
        if (home != null && !home.isEmpty()) {
            places.add(Path.of(home));
        }
        String distribution = System.getProperty("churn.home");
        if (distribution != null) {
            places.add(Path.of(distribution));
        }
        places.add(surroundings.folder());
        for (Path place : places) {
            Path own = place.resolve("data").resolve("customers.csv");
            if (Files.isRegularFile(own)) {
                return new TrainingInput(shortened(own), OWN_TARGET);
            }
        }
        throw new DataException(
                "No table was given, and the project's own data/customers.csv is not there.",
                "Maybe add --data FILE and --target COLUMN, or make one with `churn generate --out data/customers.csv`.",
                Where.nowhere());
    }

    /** As a person in the working folder would name it. */
    private static Path shortened(Path file) {
        Path from = Path.of("").toAbsolutePath();
        Path to = file.toAbsolutePath().normalize();
        return to.startsWith(from) ? from.relativize(to) : to;
    }
}
