package io.github.churnml.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTest {

    /** The order of section 11 of semver.org 2.0.0. */
    private static final List<String> ORDERED = List.of(
            "0.9.10",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.1",
            "1.2.0",
            "1.10.0",
            "2.0.0");

    @Test
    void order_shuffled_isThatOfTheStandard() {
        List<SemanticVersion> versions =
                new ArrayList<>(ORDERED.stream().map(SemanticVersion::parse).toList());
        Collections.shuffle(versions, new Random(5));

        Collections.sort(versions);

        assertThat(versions).extracting(SemanticVersion::toString).isEqualTo(ORDERED);
    }

    @Test
    void next_eachChange_raisesItsPart() {
        SemanticVersion version = SemanticVersion.parse("1.4.2");

        assertThat(version.next(VersionChange.MAJOR)).hasToString("2.0.0");
        assertThat(version.next(VersionChange.MINOR)).hasToString("1.5.0");
        assertThat(version.next(VersionChange.PATCH)).hasToString("1.4.3");
        assertThat(SemanticVersion.parse("1.4.2-rc.1").next(VersionChange.PATCH))
                .hasToString("1.4.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.0",
                "v1.0.0",
                "1.0.0.0",
                "01.0.0",
                "1.0.x",
                "1.0.0-",
                "../1.0.0",
                "1.0.0-a/b",
                " 1.0.0"
            })
    void parse_notSemantic_isRefused(String text) {
        assertThatThrownBy(() -> SemanticVersion.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The version holds (" + text + ") where a semantic version is required.\n"
                        + "Maybe write three numbers such as 1.4.0, without a leading v or leading zeros.");
    }
}
