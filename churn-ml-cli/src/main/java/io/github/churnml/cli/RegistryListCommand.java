package io.github.churnml.cli;

import io.github.churnml.error.ChurnException;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.report.registry.RegistryFacts;
import io.github.churnml.report.registry.RegistryPage;
import io.github.churnml.report.tree.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code churn registry list}: the versions, the newest first. */
@Command(
        name = "list",
        description = "Lists the versions, the newest first.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  churn registry list",
            "  churn registry list --html registry.html      also what served when, gates, and what was done and why"
        })
final class RegistryListCommand extends Subcommand {

    private static final int MOST_BELOW = 100;

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    @Mixin
    final PageFlags page = new PageFlags();

    RegistryListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        if (!flags.place.toString().startsWith("jdbc:")) {
            page.refuseAmong(flags.place.toString(), "registry");
        }
        Registry registry = flags.registry(surroundings);
        RegistryState state = registry.state();
        page.write(() -> report(registry));
        answer(() -> RegistryReport.json(state), () -> RegistryReport.table(state) + (common.quiet ? "" : page.told()));
    }

    private Report report(Registry registry) {
        RegistryFacts facts = RegistryFacts.of(registry, flags.place.toString());
        List<String> problems = new ArrayList<>();
        List<RegistryFacts> variants = variants(problems);
        return RegistryPage.of(facts.withProblems(problems), variants);
    }

    /** Registries of variants, in folders below that of the whole. */
    private List<RegistryFacts> variants(List<String> problems) {
        List<RegistryFacts> found = new ArrayList<>();
        for (Path folder : folders()) {
            String name = folder.getFileName().toString();
            try {
                Registry registry = flags.registry(surroundings, flags.place.below(name));
                if (registry.exists()) {
                    found.add(RegistryFacts.of(registry, name));
                }
            } catch (ChurnException e) {
                problems.add(String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
            }
        }
        return found;
    }

    private List<Path> folders() {
        if (flags.place.isAddress()) {
            return List.of();
        }
        try (Stream<Path> below = Files.list(flags.place.folder())) {
            return below.filter(Files::isDirectory).sorted().limit(MOST_BELOW).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
