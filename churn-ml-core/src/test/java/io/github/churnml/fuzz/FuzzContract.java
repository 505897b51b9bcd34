package io.github.churnml.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a module's doors have to stand in every build. */
abstract class FuzzContract {

    private static final int MUTANTS = 150;

    abstract List<FuzzTarget> targets();

    /** The seeds, what once was found, and mutants that are the same in every build. */
    @TestFactory
    Stream<DynamicTest> target_whateverTheBytes_answersOrRefusesInWords() {
        return targets().stream()
                .map(target -> dynamicTest(target.name(), () -> {
                    Fuzzer fuzzer = new Fuzzer(target, 1);
                    fuzzer.run(MUTANTS);
                    assertThat(fuzzer.accepted()).as("inputs taken").isPositive();
                    assertThat(fuzzer.answers()).as("different answers").isGreaterThan(refuses(target) ? 1 : 0);
                }));
    }

    private static boolean refuses(FuzzTarget target) {
        return !List.of("numbers", "dates").contains(target.name());
    }
}
