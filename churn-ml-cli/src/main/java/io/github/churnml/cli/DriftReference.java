package io.github.churnml.cli;

import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.TableLayout;
import io.github.churnml.drift.TableTally;
import io.github.churnml.monitor.drift.DomainClassifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the new table of {@code churn drift} is compared with: another table, or what a model was trained on. */
sealed interface DriftReference extends AutoCloseable permits TableReference, ModelReference {

    /** The file, as given. */
    String name();

    /** What its columns mean; the new table is read by it. */
    TableLayout layout();

    /** The column that is known to say who left. */
    Optional<String> target();

    /** Columns that are named like a target: no inputs of a model, whether or not an option says so. */
    List<String> targets();

    /** Columns with neither bins nor levels that could be compared: identifiers and free text. */
    List<String> ignored();

    /** The same reference for another new table. */
    DriftReference at(Path other);

    /** The new table, read. */
    TableTally tally();

    ScoreDrift compare(DriftDetector detector, TableTally found);

    /** How well the rows of both can be told apart; empty if this keeps no rows. */
    Optional<DomainClassifier.Difference> tellApart(Set<String> excluded);

    /** Stops work whose result was not needed. */
    @Override
    void close();
}
