package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jobs.JobFile;
import io.github.churnml.jobs.run.Job;
import io.github.churnml.jobs.run.JobNode;
import io.github.churnml.jobs.run.JobRun;
import io.github.churnml.jobs.run.NodeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How this process works on runs, as options. */
final class NodeFlags {

    private static final int LONGEST_NAME = 50;

    @Option(
            names = "--node",
            paramLabel = "NAME",
            description =
                    "What this process is called in the record. Default: the machine's name and the process's number.")
    @Nullable
    String node;

    @Option(
            names = "--heartbeat",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How often a process says that it is alive; the same for all. Default: ${DEFAULT-VALUE}.")
    int heartbeat = 10;

    @Option(
            names = "--missed",
            paramLabel = "N",
            defaultValue = "6",
            description =
                    "After how many heartbeats that stay out it is taken for dead, at least 4. Default: ${DEFAULT-VALUE}.")
    int missed = 6;

    /** A process that looks for ticks, or for the one run that somebody waits for. */
    NodeSettings settings(JobsFlags jobs, Surroundings surroundings, Duration look) {
        return NodeSettings.standard(name(surroundings), jobs.work(surroundings), surroundings.environment())
                .withTimes(look, Duration.ofSeconds(heartbeat), missed);
    }

    private String name(Surroundings surroundings) {
        if (node != null) {
            return node;
        }
        String machine = surroundings.environment().getOrDefault("HOSTNAME", "node");
        String number = "-" + ProcessHandle.current().pid();
        int longest = LONGEST_NAME - number.length();
        return (machine.length() > longest ? machine.substring(0, longest) : machine) + number;
    }

    /** Does something with a node that ends with the process. */
    <T> T with(JobsFlags flags, List<Job> jobs, Surroundings surroundings, Function<JobNode, T> work) {
        NodeSettings settings = settings(flags, surroundings, Duration.ofSeconds(1));
        try (OpenRuns runs = flags.open(surroundings);
                JobNode node = JobNode.of(runs.store(), jobs, settings)) {
            Thread hook = new Thread(node::close, "churn-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                return work.apply(node);
            } finally {
                remove(hook);
            }
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It works already.
        }
    }

    /** The jobs of files, and of the YAML files of folders. */
    static List<Job> jobs(List<Path> places) {
        List<Job> jobs = new ArrayList<>();
        for (Path place : places) {
            if (!Files.isDirectory(place)) {
                jobs.add(JobFile.read(place));
                continue;
            }
            List<Path> files = files(place);
            if (files.isEmpty()) {
                throw new ConfigurationException(
                        "The folder " + Wording.path(place) + " has no file that ends with .yaml or .yml.",
                        "Maybe another folder was meant.",
                        Where.in(place));
            }
            files.forEach(file -> jobs.add(JobFile.read(file)));
        }
        return jobs;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The folder " + Wording.path(folder) + " cannot be read.",
                    "Maybe it may not be looked into.",
                    Where.in(folder),
                    e);
        }
    }

    /** What a run that was waited for means for the exit code. */
    static int exitCode(JobRun run) {
        return switch (run.state()) {
            case SUCCEEDED -> 0;
            case QUEUED, RUNNING, FAILED, SKIPPED, CANCELLED -> Failure.FAILED;
        };
    }
}
