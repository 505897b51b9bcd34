package io.github.churnml.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FuzzTest extends FuzzContract {

    @Override
    List<FuzzTarget> targets() {
        return FuzzTargets.all();
    }

    @Test
    void keptInputs_belongToTargets() throws Exception {
        List<String> names = targets().stream().map(FuzzTarget::name).toList();
        try (var folders = Files.list(Path.of("src/test/resources/io/github/churnml/fuzz"))) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .isNotEmpty()
                    .isSubsetOf(names)
                    .allSatisfy(name -> assertThat(Seeds.kept(name)).isNotEmpty());
        }
    }

    @Test
    void exception_thatIsNoRefusal_isAFinding() {
        FuzzTarget target = failing(() -> {
            throw new ArrayIndexOutOfBoundsException("Index 16 out of bounds for length 16");
        });
        assertThatThrownBy(() -> new Fuzzer(target, 1).run(0))
                .isInstanceOf(Finding.class)
                .hasMessageContaining("failing does not stand (seed), kept as")
                .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void refusal_whileUsingWhatWasRead_isAFinding() {
        FuzzTarget target = FuzzTarget.of("failing", Seeds.texts("seed"), List.of(), bytes -> bytes, bytes -> {
            throw new DataException("It holds nothing.", "", Where.nowhere());
        });
        assertThatThrownBy(() -> target.refusal(new byte[0])).hasMessage("what was read cannot be used");
    }

    @Test
    void input_thatAsksForMuchMemory_isAFinding() {
        FuzzTarget target = failing(() -> assertThat(new byte[300 << 20]).hasSize(300 << 20));
        assertThatThrownBy(() -> target.refusal(new byte[0])).hasMessageStartingWith("a small input made it allocate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "Cannot invoke java.lang.String.length().",
                "NumberFormatException: x.",
                "It holds [B@1b2c3d.",
                "It holds null where a text is required.",
                "It holds io.github.churnml.prepare.Part@5e9f23b4.",
                "at Reader.java(Reader.java:5) it fails.",
                "One.\nMaybe two.\nThree.",
                "One.\nTwo.",
                "It holds (\u0000).",
            })
    void refusal_thatIsNotForUsers_isAFinding(String message) {
        DataException refusal = new DataException(message, "", Where.nowhere());
        assertThatThrownBy(() -> Refusal.check(refusal, new byte[0]))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("a refusal is not fit for a user");
        assertThatThrownBy(() -> Refusal.check(
                        new DataException("It goes on" + " and on".repeat(400) + ".", "", Where.nowhere()),
                        new byte[0]))
                .hasMessageContaining("it goes on for");
    }

    @Test
    void refusal_thatQuotesTheInput_isNone() {
        DataException refusal = new DataException(
                "Column 'java.lang.String' holds (null) where one of ([null]) is required.",
                "Maybe it is damaged.",
                Where.nowhere());
        assertThatCode(() -> Refusal.check(refusal, "java.lang.String".getBytes()))
                .doesNotThrowAnyException();
    }

    @Test
    void mutants_areTheSame_fromTheSameSeed() {
        List<byte[]> pool = Seeds.texts("a,b\n1,2\n", "x");
        List<String> first = mutants(new Mutator(5, List.of("word")), pool);
        assertThat(mutants(new Mutator(5, List.of("word")), pool)).isEqualTo(first);
        assertThat(mutants(new Mutator(6, List.of("word")), pool)).isNotEqualTo(first);
        assertThat(first.stream().distinct().count()).isGreaterThan(80);
    }

    @Test
    void edits_leaveTheTreeAsItWas_andDoSomething() {
        var tree = new java.util.LinkedHashMap<String, Object>();
        tree.put("a", List.of(1, 2));
        tree.put("b", "text");
        String before = tree.toString();
        List<String> edited = new ArrayList<>();
        ModelTargets.scripts()
                .forEach(script -> edited.add(EditScript.apply(tree, script).toString()));
        assertThat(tree).hasToString(before);
        assertThat(edited.get(0)).isEqualTo(before);
        assertThat(edited.stream().distinct().count()).isGreaterThan(30);
    }

    @Test
    void target_thatIsNotThere_isNamed() {
        assertThatThrownBy(() -> FuzzTargets.byName("cvs")).hasMessageContaining("no target (cvs) among [csv,");
    }

    private static FuzzTarget failing(Runnable door) {
        return new FuzzTarget("failing", Seeds.texts("seed"), List.of(), bytes -> door.run());
    }

    private static List<String> mutants(Mutator mutator, List<byte[]> pool) {
        List<String> mutants = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            mutants.add(Arrays.toString(mutator.mutate(pool)));
        }
        return mutants;
    }
}
