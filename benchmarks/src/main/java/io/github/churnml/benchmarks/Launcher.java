package io.github.churnml.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks with JMH's own arguments, leaves out with a message what does not load on this machine, and counts
 * allocated bytes. With {@code --check} it only looks whether each starts and its contenders agree: small models, no fork,
 * an instant each; no figure of that means anything.
 */
public final class Launcher {

    private static final String CHECK = "--check";

    /** Arguments that ask JMH about itself. */
    private static final Set<String> QUESTIONS = Set.of("-h", "-l", "-lp", "-lprof", "-lrf");

    private Launcher() {}

    public static void main(String[] args) throws Exception {
        if (Arrays.stream(args).anyMatch(QUESTIONS::contains)) {
            Main.main(args);
            return;
        }
        boolean check = Arrays.asList(args).contains(CHECK);
        CommandLineOptions given = new CommandLineOptions(
                Arrays.stream(args).filter(arg -> !arg.equals(CHECK)).toArray(String[]::new));
        ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
        leaveOut(options, given, ScoreOneRow.class, "contender", Contender.values());
        leaveOut(options, given, ExplainOneRow.class, "explainer", Explainer.values());
        leaveOut(options, given, LoadModel.class, "format", ModelFormat.values());
        if (check) {
            check(options);
        } else {
            if (given.getProfilers().isEmpty()) {
                options.addProfiler(GCProfiler.class);
            }
            if (!given.getJvmArgsAppend().hasValue()) {
                options.jvmArgsAppend(RunFolder.forkArguments());
            }
            new Runner(options.build()).run();
        }
    }

    private static void leaveOut(
            ChainedOptionsBuilder options,
            CommandLineOptions given,
            Class<?> question,
            String param,
            Optionally[] all) {
        if (given.getParameter(param).hasValue()) {
            return;
        }
        List<String> there = new ArrayList<>();
        for (Optionally one : all) {
            one.problem()
                    .ifPresentOrElse(
                            problem -> System.out.println("left out: " + param + " " + one + ": " + problem),
                            () -> there.add(one.toString()));
        }
        if (there.isEmpty()) {
            options.exclude(question.getName());
        } else {
            options.param(param, there.toArray(String[]::new));
        }
    }

    private static void check(ChainedOptionsBuilder options) throws RunnerException {
        TimeValue instant = TimeValue.milliseconds(50);
        Collection<RunResult> results = new Runner(options.forks(0)
                        .warmupIterations(1)
                        .warmupTime(instant)
                        .measurementIterations(1)
                        .measurementTime(instant)
                        .param("trees", "10")
                        .param("leaves", "8")
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        for (RunResult result : results) {
            var params = result.getParams();
            List<String> values = params.getParamsKeys().stream()
                    .map(key -> key + "=" + params.getParam(key))
                    .toList();
            System.out.println("starts: " + params.getBenchmark() + " " + params.getMode() + " " + values);
        }
        if (results.isEmpty()) {
            throw new IllegalStateException("no benchmark was run");
        }
    }
}
