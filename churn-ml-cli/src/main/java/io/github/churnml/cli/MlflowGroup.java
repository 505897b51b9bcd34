package io.github.churnml.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code churn mlflow}: models on an MLflow server. */
@Command(
        name = "mlflow",
        description = "Sets up, logs, registers and fetches models on an MLflow server, 2.22 or 3.x.",
        footer = {
            "",
            "MLFLOW_TRACKING_URI says where it answers, such as http://localhost:5000; MLFLOW_TRACKING_USERNAME and",
            "MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, who asks.",
            "",
            "Examples:",
            "  churn mlflow setup --geography US --geography EU",
            "  churn mlflow log --model artifacts/model.churn --data customers.csv",
            "  churn mlflow log --model artifacts/model.churn --geography US --company ClientA --alias champion",
            "  churn mlflow register --model models:/churn-prediction-model-us/3 --alias champion",
            "  churn mlflow pull models:/churn-prediction-model-us@champion --out model.churn"
        })
final class MlflowGroup extends CommandGroup {

    private final Surroundings surroundings;

    MlflowGroup(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    List<Subcommand> commands() {
        return List.of(
                new MlflowSetupCommand(surroundings),
                new MlflowLogCommand(surroundings),
                new MlflowRegisterCommand(surroundings),
                new MlflowPullCommand(surroundings));
    }
}
