package io.github.churnml.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void value_longText_isCutAtFortyCharacters() {
        assertThat(Wording.value("x".repeat(40))).isEqualTo("(" + "x".repeat(40) + ")");
        assertThat(Wording.value("x".repeat(41))).isEqualTo("(" + "x".repeat(40) + "…)");
        assertThat(Wording.value("😀".repeat(41))).isEqualTo("(" + "😀".repeat(40) + "…)");
    }

    @Test
    void value_controlCharacters_areBlanks() {
        assertThat(Wording.value("a\nb\u001b[31mc\uFEFF")).isEqualTo("(a b [31mc )");
        assertThat(Wording.value(null)).isEqualTo("(null)");
        assertThat(Wording.value(3)).isEqualTo("(3)");
    }

    @Test
    void names_many_stopAtFive() {
        assertThat(Wording.names(List.of("a", "b"))).isEqualTo("'a', 'b'");
        assertThat(Wording.names(List.of("a", "b", "c", "d", "e"))).isEqualTo("'a', 'b', 'c', 'd', 'e'");
        assertThat(Wording.names(List.of("a", "b", "c", "d", "e", "f", "g")))
                .isEqualTo("'a', 'b', 'c', 'd', 'e' and 2 more");
        assertThat(Wording.names(List.of())).isEmpty();
    }

    @Test
    void nearest_misspeltName_isFound() {
        List<String> names = List.of("Churn", "tenure", "Contract");

        assertThat(Wording.nearest("churned", names)).contains("Churn");
        assertThat(Wording.nearest(" TENUER ", names)).contains("tenure");
        assertThat(Wording.nearest("lpan", List.of("pace", "plan"))).contains("plan");
        assertThat(Wording.nearest("Basc", List.of("BASIC", "Basic", "basic"))).contains("Basic");
        assertThat(Wording.nearest("zzz", names)).isEmpty();
        assertThat(Wording.nearest("x", List.of())).isEmpty();
    }

    @Test
    void maybeNearest_nothingNear_listsWhatThereIs() {
        assertThat(Wording.maybeNearest("tenur", List.of("tenure", "x"))).isEqualTo("Maybe 'tenure' was meant.");
        assertThat(Wording.maybeNearest("zzzzz", List.of("tenure", "x")))
                .isEqualTo("Maybe one of these was meant: 'tenure', 'x'.");
        assertThat(Wording.maybeNearest("zzzzz", List.of())).isEmpty();
    }
}
