package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.monitor.Action;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.retrain.RetrainAction;
import io.github.churnml.registry.retrain.Retraining;
import io.github.churnml.registry.retrain.RollBackAction;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a monitoring agent may do with a registry, as options. */
final class RegistryActionFlags {

    @Option(
            names = "--registry",
            paramLabel = "PLACE",
            description =
                    "With --act: the registry that is rolled back where that is asked for, a folder or an address.")
    @Nullable
    RegistryPlace place;

    @Option(
            names = "--retrain-data",
            paramLabel = "FILE",
            description =
                    "With --act and --registry: customers with their outcome, to train the champion's pipeline on where"
                            + " a training is asked for; it is promoted if it passes the gates.")
    @Nullable
    InputFile data;

    @Mixin
    final RetrainFlags how = new RetrainFlags();

    void requireSense(boolean act, boolean runsProgram) {
        if (place != null && !act) {
            throw wrong("--registry is given, and nothing is carried out without --act", "add --act");
        }
        if (data != null && place == null) {
            throw wrong("--retrain-data stands without --registry", "add the registry whose champion is trained again");
        }
        if (data == null && how.isGiven()) {
            throw wrong("--gates, --newest or --time stands without --retrain-data", "add the customers to train on");
        }
        if (data != null && runsProgram) {
            throw wrong("--retrain-data stands beside --on-retraining", "choose one way to train");
        }
    }

    private static ConfigurationException wrong(String what, String maybe) {
        return new ConfigurationException("Option " + what + ".", "Maybe " + maybe + ".", Where.nowhere());
    }

    void into(Map<ActionKind, Action> own, Surroundings surroundings) {
        if (place == null) {
            return;
        }
        RegistryFlags flags = new RegistryFlags();
        flags.place = place;
        flags.actor = "monitoring agent";
        Registry registry = flags.registry(surroundings);
        own.put(ActionKind.ROLL_BACK_MODEL, RollBackAction.of(registry));
        InputFile table = data;
        if (table != null) {
            Retraining retraining = how.retraining()
                    .fit(FitOptions.standard().withCreated(CreationTime.of(surroundings.environment())));
            own.put(ActionKind.TRIGGER_RETRAINING, new RetrainAction(registry, retraining, () -> {
                ChurnPipeline champion = retraining.pipelineOf(registry);
                ReadOptions options = new ReadFlags().options(champion);
                return Tables.read(table.path(), options);
            }));
        }
    }
}
