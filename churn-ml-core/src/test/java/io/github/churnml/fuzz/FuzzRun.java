package io.github.churnml.fuzz;

import java.lang.management.ManagementFactory;
import java.util.List;

/** Fuzzes by hand, longer than a build may: {@code FuzzRun <target or all> <seconds per target> <seed>}. */
public final class FuzzRun {

    private static final int ROUND = 200;

    private FuzzRun() {}

    public static void main(String[] args) {
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : 30;
        long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
        boolean all = args.length == 0 || args[0].equals("all");
        int findings = 0;
        for (FuzzTarget target : all ? FuzzTargets.all() : List.of(FuzzTargets.byName(args[0]))) {
            findings += run(target, seconds, seed) ? 0 : 1;
        }
        System.exit(findings == 0 ? 0 : 1);
    }

    private static boolean run(FuzzTarget target, long seconds, long seed) {
        Fuzzer fuzzer = new Fuzzer(target, seed);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long inputs = 0;
        try {
            fuzzer.run(0);
            while (System.nanoTime() < end) {
                fuzzer.mutants(ROUND);
                inputs += ROUND;
            }
        } catch (Finding finding) {
            finding.printStackTrace();
            return false;
        }
        double used = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        System.out.println(target + ": " + inputs + " mutants, " + Math.round(inputs / used)
                + " a second of its processor, " + fuzzer.accepted() + " taken, " + fuzzer.answers()
                + " different answers, nothing found");
        return true;
    }
}
