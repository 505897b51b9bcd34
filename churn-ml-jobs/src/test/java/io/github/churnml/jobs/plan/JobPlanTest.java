package io.github.churnml.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.jobs.step.DatabasePlace;
import io.github.churnml.jobs.step.Fetch;
import io.github.churnml.jobs.step.JobStep;
import io.github.churnml.jobs.step.LoadModel;
import io.github.churnml.jobs.step.OnlyNew;
import io.github.churnml.jobs.step.Predict;
import io.github.churnml.jobs.step.RetryPolicy;
import io.github.churnml.jobs.step.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobPlanTest {

    private static final String WHOLE = """
            job: weekly-us
            schedule: {cron: "30 5 * * TUE", zone: Europe/Berlin, catch-up: 3, overlap: queue}
            retries: {most: 4, first: 10s, growth: linear, jitter: 0}
            timeout: 30m
            steps:
              - fetch:
                  from: "s3://bucket/geography-us/customers.csv"
                  fallback: data/customers.csv
                  only-new: {since: signup_date, key: customer_id}
                  retries: {most: 0}
              - model: models:/churn-prediction-model-us@champion
              - predict: {reasons: 1, timeout: 2h}
              - store: {jdbc: "jdbc:postgresql://${DB_HOST}/crm", password: "${DB_PASSWORD}", id: customer_id}
              - store: {name: archive, file: "out/{due}/{run}.csv", to: "s3://bucket/{job}/{run}.csv"}
            """;

    @Test
    void plan_ofYaml_isAsWritten() {
        JobPlan plan = JobPlan.parse(WHOLE);
        assertThat(plan.name()).isEqualTo("weekly-us");
        assertThat(plan.schedule().orElseThrow().cron()).isEqualTo("30 5 * * TUE");
        assertThat(plan.schedule().orElseThrow().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(plan.catchUp()).isEqualTo(3);
        assertThat(plan.overlap()).isEqualTo(JobPlan.Overlap.QUEUE);
        assertThat(plan.steps())
                .extracting(JobStep::name)
                .containsExactly("fetch", "model", "predict", "store", "archive");
        assertThat(plan.steps().get(0).retries())
                .isEqualTo(new RetryPolicy(
                        0, Duration.ofSeconds(10), RetryPolicy.Growth.LINEAR, Duration.ofMinutes(30), 0));
        assertThat(plan.steps().get(1).retries().most()).isEqualTo(4);
        assertThat(plan.steps())
                .extracting(JobStep::timeout)
                .startsWith(Duration.ofMinutes(30), Duration.ofMinutes(30), Duration.ofHours(2));
    }

    @Test
    void plan_ofLeast_runsMondaysInUtc() {
        JobPlan plan = JobPlan.parse("job: a\nsteps:\n  - fetch: customers.csv\n  - model: m.churn\n  - predict:\n");
        assertThat(plan.schedule().orElseThrow().cron()).isEqualTo("0 0 * * MON");
        assertThat(plan.zone().getId()).isEqualTo("Z");
        assertThat(plan.catchUp()).isEqualTo(1);
        assertThat(plan.overlap()).isEqualTo(JobPlan.Overlap.REFUSE);
        assertThat(plan.steps().get(0).retries()).isEqualTo(RetryPolicy.STANDARD);
    }

    @Test
    void schedule_none_runsOnlyWhenTold() {
        assertThat(JobPlan.parse("job: a\nschedule: none\nsteps: [{fetch: c.csv}]\n")
                        .schedule())
                .isEmpty();
    }

    @Test
    void builder_sameJob_hasSameSteps() {
        JobPlan plan = JobPlan.builder("weekly-us")
                .schedule("30 5 * * TUE")
                .zone(ZoneId.of("Europe/Berlin"))
                .step(Fetch.from("s3://bucket/customers.csv")
                        .fallback("data/customers.csv")
                        .onlyNew(OnlyNew.since("signup_date")))
                .step(LoadModel.champion("registry"))
                .step(Predict.standard().reasons(1))
                .step(Store.into(DatabasePlace.of("jdbc:h2:./crm"), "customer_id")
                        .table("crm.predictions"))
                .step("archive", Store.file("out/{run}.csv"))
                .build();
        assertThat(plan.steps())
                .extracting(JobStep::name)
                .containsExactly("fetch", "model", "predict", "store", "archive");
        assertThat(plan.schedule().orElseThrow().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "job: Weekly US | 'job' (line 1) | not made of lower-case letters",
                "schedul: none | 'schedul' (line 2) is not known | Maybe 'schedule'",
                "schedule: {cron: '0 0 * *'} | 'schedule.cron' (line 2) | 4 fields",
                "schedule: {zone: Mars} | 'schedule.zone' (line 2) | no time zone",
                "schedule: {catch-up: -1} | 'schedule.catch-up' (line 2) | a whole number from 0 to 1000",
                "schedule: {overlap: both} | 'schedule.overlap' (line 2) | one of",
                "retries: {growth: cubic} | 'retries.growth' (line 2) | one of",
                "retries: {first: soon} | 'retries.first' (line 2) | Maybe write it as 90s",
                "timeout: 0s | 'timeout' (line 2) | length of time",
                "steps: [{fetsh: a.csv}] | 'steps[0].fetsh' (line 2) is no kind of step | Maybe 'fetch'",
                "steps: [{fetch: a.csv, model: b}] | has 2 keys | indented below fetch",
                "steps: [{fetch: {form: a.csv}}] | Neither 'steps[0].fetch.from' nor 'steps[0].fetch.jdbc' | add one of them",
                "steps: [{fetch: {from: a.csv, fallbak: b}}] | 'steps[0].fetch.fallbak' (line 2) is not known | Maybe 'fallback'",
                "steps: [{fetch: {from: 'a-{date}.csv'}}] | 'steps[0].fetch.from' (line 2) | Maybe ${date}",
                "steps: [{fetch: {from: '${A B}.csv'}}] | names no environment variable | letters, digits",
                "steps: [{fetch: {from: a.csv, only-new: {}}}] | 'steps[0].fetch.only-new' (line 2) | Maybe key",
                "steps: [{fetch: {from: a.csv, only-new: {key: a, start: 1}}}] | A start is of a column | Maybe add since",
                "steps: [{fetch: {jdbc: 'jdbc:h2:./a'}}] | Neither 'steps[0].fetch.table' | add one of them",
                "steps: [{fetch: {jdbc: 'jdbc:h2:./a', table: t, password: geheim}}] | is not the name of an environment variable | a job keeps no secrets",
                "steps: [{fetch: {jdbc: 'jdbc:h2:./a', query: 'SELECT * FROM t WHERE a > {mark}', only-new: {since: a, start: 0}}}] | would lose rows | Maybe write >= {mark}",
                "steps: [{fetch: {jdbc: 'jdbc:h2:./a', query: 'SELECT * FROM t WHERE a >= {mark}'}}] | it is not said which column | only-new:",
                "steps: [{fetch: {jdbc: 'jdbc:h2:./a', table: t, user: a, secret: b}}] | The database's login is given twice | keep one of",
                "steps: [{fetch: 7}] | 'steps[0].fetch' (line 2) | mapping",
                "steps: [{model: {from: a, registry: b}}] | Both 'steps[0].model.from' (line 2) | keep one",
                "steps: [{predict: {}}] | 'steps[0].predict' (line 2): Step 'predict' needs a | before it gives any",
                "steps: [{fetch: a.csv}, {predict: {}}, {model: m}] | needs a model | Maybe put a step model before it",
                "steps: [{fetch: a.csv}, {store: out.csv}] | needs predictions | Maybe put a step predict before it",
                "steps: [{fetch: a.csv}, {fetch: b.csv}] | Two steps are called 'fetch' | name: fetch-2",
                "steps: [{fetch: {from: a.csv, name: A}}] | The step's name (A) | Maybe fetch-2",
                "steps: [{model: }] | 'steps[0].model' (line 2) | add one of them",
                "steps: [{fetch: 'a-{date}.csv'}] | 'steps[0].fetch' (line 2) | Maybe ${date}",
                "steps: [{fetch: {from: s3://a/b.csv, fallback: s3://a/c.csv}}] | fallback' (line 2): The address (s3://a/c.csv) | Maybe a path",
                "steps: [{fetch: c.csv}, {monitor: {metrics: s3://a/h.jsonl}}] | metrics' (line 2): The address | Maybe a path",
                "steps: [{fetch: {jdbc: 'jdbc:postgresql://h/db?password=geheim', table: t}}] | jdbc' (line 2): The database's URL has a password | ${CRM_PASSWORD}",
                "steps: [{fetch: {jdbc: 'jdbc:postgresql://u:geheim@h/db', table: t}}] | URL has a password | ${CRM_PASSWORD}",
                "steps: [{fetch: {jdbc: 'jdbc:h2:./a;PASSWORD=geheim', table: t}}] | URL has a password | ${CRM_PASSWORD}",
                "steps: [] | has no steps | Maybe fetch, model, predict and store",
            })
    void yaml_wrong_saysWhereAndWhatToDo(String line, String where, String what) {
        String yaml = (line.startsWith("job") ? "" : "job: a\n") + line + "\n"
                + (line.startsWith("steps") ? "" : "steps: [{fetch: c.csv}]\n");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JobPlan.parse(yaml))
                .withMessageContaining(where)
                .withMessageContaining(what)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim"));
    }

    @Test
    void url_withVariableAsPassword_isTaken() {
        String url = "jdbc:postgresql://h:5432/db?user=a&password=${CRM_PASSWORD}";
        assertThat(JobPlan.parse("job: a\nsteps: [{fetch: {jdbc: '" + url + "', table: t}}]\n")
                        .steps())
                .hasSize(1);
    }

    @Test
    void file_wrong_isNamedOnce(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), "job: a\nsteps:\n  - fetch: {from: 'x{y}'}\n");
        assertThatThrownBy(() -> JobPlan.read(file))
                .hasMessageContaining("line 3")
                .satisfies(
                        e -> assertThat(e.getMessage().split("is refused", -1)).hasSize(2))
                .isInstanceOfSatisfying(
                        ConfigurationException.class, e -> assertThat(e.path()).contains(file));
    }

    @Test
    void twoTables_onlyNew_areRefused() {
        JobPlanBuilder builder = JobPlan.builder("a").step(Fetch.from("a.csv").onlyNew(OnlyNew.key("id")));
        Fetch second = Fetch.from("b.csv").onlyNew(OnlyNew.key("id"));
        assertThatThrownBy(() -> builder.step("other", second)).hasMessageContaining("both take only new rows");
    }

    @Test
    void secret_inYaml_isInNoText() {
        JobPlan plan = JobPlan.parse(WHOLE);
        assertThat(plan.toString() + List.of(plan.steps()))
                .contains("weekly-us")
                .doesNotContain("PASSWORD");
    }
}
