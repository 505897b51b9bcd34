package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;

import fixture.api.Outside;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicApiTest {

    private static final List<String> KEPT =
            List.of("final class a.Scorer : a.Base", "    score(int): double", "    static of(): a.Scorer");

    @Test
    void core_publicTypes_areThoseKept() {
        PublicApi.check("churn-ml-core");
    }

    @Test
    void lines_ofOneOfEverything_areWhatAProgramOutsideCanName() {
        assertThat(PublicApi.lines(
                        Stream.concat(Stream.of(Outside.class), Stream.of(Outside.class.getDeclaredClasses()))))
                .containsExactly(
                        "abstract class fixture.api.Outside<T extends Number> : Comparable<fixture.api.Outside<T>>",
                        "    @Deprecated protected static <V> given(V): V",
                        "    abstract numbers(long[], String[]): List<T> throws java.io.IOException",
                        "    protected new()",
                        "    static final LIMIT: int",
                        "enum fixture.api.Outside$Kind",
                        "    constant FIRST",
                        "    constant SECOND",
                        "final class fixture.api.Outside$Open : fixture.api.Outside$Base",
                        "    fromAbove(): int",
                        "    new()",
                        "record fixture.api.Outside$Pair : fixture.api.Outside$Shape",
                        "    left(): int",
                        "    new(int, double)",
                        "    right(): double",
                        "sealed interface fixture.api.Outside$Shape permits fixture.api.Outside$Pair",
                        "    default told(): String");
    }

    @Test
    void saysNoApi_typeOrPackageWithTheParagraph_isInside() {
        Path sources = Path.of(System.getProperty("churn.root", "..")).resolve("churn-ml-core/src/main/java");
        assertThat(PublicApi.saysNoApi(sources, Wording.class)).isTrue();
        assertThat(PublicApi.saysNoApi(sources, Scorer.class)).isFalse();
    }

    @Test
    void difference_sameLines_isNone() {
        assertThat(PublicApi.difference("m", KEPT, KEPT)).isEmpty();
    }

    @Test
    void difference_methodOfAnotherKind_isToldAsGoneAndNewWithTheWayOut() {
        List<String> now = List.of(KEPT.get(0), "    score(long): double", KEPT.get(2));
        assertThat(PublicApi.difference("m", KEPT, now)).hasValueSatisfying(told -> assertThat(told)
                .startsWith("The public API of m is not that of docs/api/m.txt.")
                .contains("Gone or changed, which breaks who uses it (1):\n  - a.Scorer score(int): double\n")
                .contains("New (1):\n  + a.Scorer score(long): double\n")
                .contains("-Dchurn.api=write"));
    }

    @Test
    void difference_typeMoreOpenThanBefore_isTold() {
        List<String> now = List.of("class a.Scorer : a.Base", KEPT.get(1), KEPT.get(2));
        assertThat(PublicApi.difference("m", KEPT, now)).hasValueSatisfying(told -> assertThat(told)
                .contains("  - final class a.Scorer : a.Base\n")
                .contains("  + class a.Scorer : a.Base\n"));
    }
}
