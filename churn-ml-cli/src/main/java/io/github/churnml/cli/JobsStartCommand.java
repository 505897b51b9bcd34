package io.github.churnml.cli;

import io.github.churnml.jobs.run.Job;
import io.github.churnml.jobs.run.JobNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code churn jobs start}: jobs on their schedules, until the process is told to end. */
@Command(
        name = "start",
        description =
                "Runs jobs on their schedules, until the process is told to end; beside others on the same database.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "SIGTERM and Ctrl+C interrupt the step that works; its run is left to be gone on with, by this or another process.",
            "",
            "Examples:",
            "  churn jobs start jobs/",
            "  churn jobs start weekly.yaml daily.yaml --db jdbc:postgresql://localhost/churn"
        })
final class JobsStartCommand extends Subcommand {

    @Mixin
    final JobsFlags flags = new JobsFlags();

    @Mixin
    final NodeFlags node = new NodeFlags();

    @Parameters(arity = "0..*", paramLabel = "FILE|DIR", description = "Jobs, or folders with jobs.")
    List<Path> places = new ArrayList<>();

    @Option(names = "--jobs", paramLabel = "FILE|DIR", description = "The same, as an option.")
    List<Path> jobs = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many runs, of different jobs, work at the same time. Default: ${DEFAULT-VALUE}.")
    int threads = 2;

    @Option(
            names = "--look",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How often it is looked for ticks and runs. Default: ${DEFAULT-VALUE}.")
    int look = 5;

    JobsStartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        List<Path> all = new ArrayList<>(places);
        all.addAll(jobs);
        if (all.isEmpty()) {
            throw new picocli.CommandLine.ParameterException(spec.commandLine(), "No job was given");
        }
        List<Job> read = NodeFlags.jobs(all);
        OpenRuns runs = flags.open(surroundings);
        JobNode working = JobNode.of(
                runs.store(),
                read,
                node.settings(flags, surroundings, Duration.ofSeconds(look)).withThreads(threads));
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(() -> end(working, runs), "churn-stop");
        working.start();
        Runtime.getRuntime().addShutdownHook(hook);
        say(read, working.now());
        try {
            stopped.await();
        } catch (InterruptedException e) {
            // A program that runs the command inside itself ends it this way.
            Runtime.getRuntime().removeShutdownHook(hook);
            working.close();
            runs.close();
        }
    }

    /** In the hook of a process that was told to end: a signal's exit code would say that something went wrong. */
    private void end(JobNode working, OpenRuns runs) {
        working.close();
        runs.close();
        surroundings.out().flush();
        surroundings.err().flush();
        Runtime.getRuntime().halt(0);
    }

    private void say(List<Job> read, Instant now) {
        if (common.quiet) {
            return;
        }
        Map<String, String> next = new LinkedHashMap<>();
        read.forEach(job -> next.put(
                job.name(),
                job.schedule().map(schedule -> schedule.next(now).toString()).orElse("")));
        if (common.json) {
            surroundings.err().print(JsonText.of(Map.of("next", next)));
        } else {
            TextTable table = TextTable.ofTexts("job", "next run");
            next.forEach((job, tick) -> table.row(job, tick.isEmpty() ? "when it is started by hand" : tick));
            surroundings.err().print("Jobs are on:\n" + table + "Ctrl+C ends it.\n");
        }
        surroundings.err().flush();
    }
}
