package io.github.churnml.cli;

/** The entry point of the {@code churn} command. */
public final class Main {

    private Main() {}

    /**
     * Runs the command and ends the process with its exit code: 0 good, 1 failed, 2 wrong use, 3 bad data.
     *
     * @param args the command line; {@code --help} lists what there is
     */
    public static void main(String[] args) {
        int exit = ChurnCommand.run(Surroundings.ofProcess(), args);
        System.exit(exit);
    }
}
