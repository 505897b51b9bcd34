package io.github.churnml.monitor;

import io.github.churnml.files.OutputFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Opens an incident by writing the plan into a folder, as {@code incident-2026-01-31T12-00-00Z.yaml} after the judged
 * time. Acting twice on one time writes the same file twice.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param folder where to, made if it is not there
 */
public record IncidentFile(Path folder) implements Action {

    @Override
    public String carryOut(MonitoringPlan plan) {
        Path file = folder.resolve("incident-" + plan.judgedAt().toString().replace(':', '-') + ".yaml");
        OutputFile.write(file, out -> out.write(plan.toYaml().getBytes(StandardCharsets.UTF_8)));
        return "wrote " + file;
    }
}
