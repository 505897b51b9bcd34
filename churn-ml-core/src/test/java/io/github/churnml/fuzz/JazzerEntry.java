package io.github.churnml.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where Jazzer comes in: the two methods that its driver looks for by name, so that nothing here needs its classes.
 * CONTRIBUTING.md has the command.
 */
public final class JazzerEntry {

    private static FuzzTarget target;

    private JazzerEntry() {}

    /** Chooses the target that the system property {@code fuzz.target} names. */
    public static void fuzzerInitialize() {
        target = FuzzTargets.byName(System.getProperty("fuzz.target"));
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        target.refusal(input);
    }

    /** Writes every target's seeds and kept inputs to folders that Jazzer can begin with: {@code target/fuzz/seeds/…}. */
    public static void main(String[] args) throws IOException {
        for (FuzzTarget each : FuzzTargets.all()) {
            Path folder =
                    Files.createDirectories(Scratch.FOLDER.resolve("seeds").resolve(each.name()));
            List<byte[]> seeds = new ArrayList<>(each.seeds());
            seeds.addAll(Seeds.kept(each.name()));
            for (int i = 0; i < seeds.size(); i++) {
                Files.write(folder.resolve("seed-" + i), seeds.get(i));
            }
            Files.createDirectories(Scratch.FOLDER.resolve("corpus").resolve(each.name()));
        }
    }
}
