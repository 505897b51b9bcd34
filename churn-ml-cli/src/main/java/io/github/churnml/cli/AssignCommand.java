package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.Pointer;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.experiment.ExperimentArms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code churn registry assign}: a version becomes challenger or shadow. */
@Command(
        name = "assign",
        description = "Makes a version challenger, which answers a share of customers, or shadow, which only scores.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "A server that was started with --registry follows at its next request.",
            "",
            "Examples:",
            "  churn registry assign challenger 1.1.0 --share 0.1",
            "  churn registry assign shadow 1.1.0"
        })
final class AssignCommand extends Subcommand {

    private static final List<String> POINTERS = List.of("challenger", "shadow");

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    @Parameters(index = "0", paramLabel = "challenger|shadow", description = "What the version becomes.")
    @SuppressWarnings("NullAway.Init") // required
    String pointer;

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version's number, such as 1.4.0.")
    @SuppressWarnings("NullAway.Init") // required
    String version;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            description = "Of a challenger: the share of customers that it answers, from 0.01 to 0.99. Default: 0.5.")
    @Nullable
    Double share;

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description =
                    "Of a challenger: the experiment's name, which decides who gets it. Default: CHAMPION-vs-VERSION.")
    @Nullable
    String experiment;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why, for the log.")
    String why = "";

    AssignCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Pointer moved = pointer(pointer);
        Registry registry = flags.registry(surroundings);
        Map<String, Object> facts = new LinkedHashMap<>();
        if (moved == Pointer.CHALLENGER) {
            // What no server could divide customers by is refused here, where somebody sees it.
            ExperimentArms arms = ExperimentArms.of(experiment(registry), share());
            facts.put("share", arms.challengerShare());
            facts.put("experiment", arms.experiment());
        } else if (share != null || experiment != null) {
            throw new ConfigurationException(
                    "A shadow has no share of customers and no experiment: it answers none.",
                    "Maybe make it challenger.",
                    Where.nowhere());
        }
        RegistryEvent event = registry.assign(moved, version, facts, why);
        answer(() -> RegistryReport.json(event), () -> "Version " + event.to() + " is " + moved.label() + " now.\n");
    }

    private double share() {
        double given = share == null ? 0.5 : share;
        if (!(given >= 0.01 && given <= 0.99)) { // what an experiment can be read with
            throw new ConfigurationException(
                    "Option --share holds " + Wording.value(given) + " where a share from 0.01 to 0.99 is required.",
                    "Maybe write 0.1 for a tenth of customers.",
                    Where.nowhere());
        }
        return given;
    }

    private String experiment(Registry registry) {
        if (experiment != null) {
            return experiment;
        }
        return registry.state()
                        .champion()
                        .map(champion -> champion.version() + "-vs-")
                        .orElse("")
                + version;
    }

    static Pointer pointer(String text) {
        if (!POINTERS.contains(text)) {
            throw new ConfigurationException(
                    "The pointer " + Wording.value(text) + " is neither challenger nor shadow.",
                    Wording.maybeNearest(text, POINTERS),
                    Where.nowhere());
        }
        return text.equals(POINTERS.get(0)) ? Pointer.CHALLENGER : Pointer.SHADOW;
    }
}
