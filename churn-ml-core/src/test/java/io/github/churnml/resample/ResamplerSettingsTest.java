package io.github.churnml.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerSettingsTest {

    private static Resampler read(Map<String, ?> balance) {
        return Resampler.of(Settings.of(Map.of("balance", balance), Blame.configuration(null))
                .section("balance"));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessage(message);
    }

    @Test
    void of_methodAlone_takesTheDefaults() {
        assertThat(read(Map.of("method", "smote-nc")))
                .isEqualTo(SmoteNc.standard())
                .isEqualTo(new SmoteNc(1, 5, true));
        assertThat(read(Map.of("method", "random-over")))
                .isEqualTo(RandomOver.standard())
                .isEqualTo(new RandomOver(1));
        assertThat(read(Map.of("method", "random-under")))
                .isEqualTo(RandomUnder.standard())
                .isEqualTo(new RandomUnder(1));
        assertThat(read(Map.of("method", "class-weights")))
                .isEqualTo(ClassWeighting.standard())
                .isEqualTo(new ClassWeighting(1));
        assertThat(read(Map.of("method", "none"))).isEqualTo(Resampler.none());
    }

    @Test
    void of_everyKey_arrivesUnderItsOwnName() {
        Resampler smote = SmoteNc.standard().withRatio(0.4).withNeighbours(7).withStandardise(false);
        assertThat(read(Map.of("method", "smote-nc", "ratio", 0.4, "neighbours", 7, "standardise", false)))
                .isEqualTo(smote);
        assertThat(smote.settings().toString())
                .isEqualTo("{method=smote-nc, ratio=0.4, neighbours=7, standardise=false}");
        assertThat(read(Map.of("method", "random-over", "ratio", 1))).isEqualTo(RandomOver.standard());
    }

    @Test
    void of_methodUnknownOrMissing_isRefused() {
        refused(
                () -> read(Map.of("method", "smote-nx")),
                "Key 'balance.method' holds (smote-nx) where one of 'class-weights', 'none', 'random-over',"
                        + " 'random-under', 'smote-nc' is required.\nMaybe 'smote-nc' was meant.");
        refused(() -> read(Map.of()), "Key 'balance.method' is missing.\nMaybe add it with a text.");
    }

    @Test
    void of_keyThatTheMethodDoesNotHave_isRefused() {
        refused(
                () -> read(Map.of("method", "smote-nc", "neighbors", 3)),
                "Key 'balance.neighbors' is not known.\nMaybe 'neighbours' was meant.");
        assertThatThrownBy(() -> read(Map.of("method", "random-over", "neighbours", 3)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'balance.neighbours' is not known.");
        assertThatThrownBy(() -> read(Map.of("method", "none", "ratio", 1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'balance.ratio' is not known.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, 1.0000001, 3})
    void ratio_outOfRange_isRefused(double ratio) {
        String rest = " holds (" + ratio + ") where a number above 0 and up to 1 is required.\n"
                + "Maybe leave it out: 1 makes both classes equal.";
        for (String method : new String[] {"smote-nc", "random-over", "random-under", "class-weights"}) {
            refused(() -> read(Map.of("method", method, "ratio", ratio)), "Key 'balance.ratio'" + rest);
        }
        refused(() -> SmoteNc.standard().withRatio(ratio), "Key 'ratio'" + rest);
        refused(() -> new RandomOver(ratio), "Key 'ratio'" + rest);
        refused(() -> new RandomUnder(ratio), "Key 'ratio'" + rest);
        refused(() -> new ClassWeighting(ratio), "Key 'ratio'" + rest);
    }

    @Test
    void ratio_notANumber_isRefused() {
        assertThatThrownBy(() -> new RandomOver(Double.NaN)).hasMessageStartingWith("Key 'ratio' holds (NaN) where");
        refused(
                () -> read(Map.of("method", "random-over", "ratio", "half")),
                "Key 'balance.ratio' holds (half) where a number is required.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -5, 101})
    void neighbours_outOfRange_areRefused(int neighbours) {
        String rest = " holds (" + neighbours + ") where a whole number from 1 to 100 is required.";
        refused(() -> read(Map.of("method", "smote-nc", "neighbours", neighbours)), "Key 'balance.neighbours'" + rest);
        refused(() -> SmoteNc.standard().withNeighbours(neighbours), "Key 'neighbours'" + rest);
    }
}
