package io.github.churnml.jobs.step;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.SmallModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.jobs.plan.JobPlan;
import io.github.churnml.jobs.plan.PlainRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step that scores on an engine: what is refused; that of Spark has its own test. */
class EnginePredictTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{engine: sparc, from: a, to: b}             | sparc",
                "{engine: spark, to: b}                      | is given",
                "{engine: spark, from: a, from-table: c, to: b} | are given.",
                "{engine: spark, from: a}                    | It is not said where the engine leaves the scored table.",
                "{engine: spark, from: a, to: b, table: c}   | table",
                "{from: a, to: b}                            | from"
            })
    void job_engineWithWrongKeys_isRefusedWhenRead(String predict, String words) {
        assertThatThrownBy(() -> plan(predict, ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);
    }

    @Test
    void job_storeAfterEngine_isRefusedWithTheWayOut() {
        assertThatThrownBy(() -> plan("{engine: spark, from: a, to: b}", "  - store: out.csv\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "Step 'store' needs predictions in the run's folder, but step 'predict' leaves them"
                                + " with its engine.")
                .hasMessageContaining("Maybe leave the step out");
    }

    @Test
    void run_engineThatIsAbsent_namesTheArtifact() throws Exception {
        Path model = folder.resolve("m.churn");
        SmallModel.of(SmallModel.boosting(), SmallModel.sample(0, 300)).save(model);
        JobPlan plan = plan("{engine: spark, from: a, to: b}", "  - drift:\n");
        assertThatThrownBy(() -> new PlainRun(plan, folder.resolve("work")).run("r1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The engine 'spark' is not on the class path, which has 'local'.")
                .hasMessageContaining("Maybe add io.github.churnml:churn-ml-spark");
    }

    private JobPlan plan(String predict, String more) throws Exception {
        Path file = folder.resolve("job.yaml");
        Files.writeString(
                file,
                "job: w\nschedule: none\nsteps:\n  - model: '" + folder.resolve("m.churn") + "'\n  - predict: "
                        + predict + "\n" + more);
        return JobPlan.read(file);
    }
}
