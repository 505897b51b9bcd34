package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Chars;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MarkerMatcherTest {

    private static final MissingMarkers MARKERS =
            MissingMarkers.standard().and(List.of("k.a.", "Ö", "[x]", "@", "ıß", "none"));
    private static final MarkerMatcher MATCHER = new MarkerMatcher(MARKERS);

    @Property
    void isMissing_overARange_isWhatTheMarkersSay(@ForAll("texts") String text) {
        char[] chars = ("n" + text + "a").toCharArray();
        int from = Chars.start(chars, 1, chars.length - 1);
        int to = Chars.end(chars, from, chars.length - 1);

        assertThat(MATCHER.isMissing(chars, from, to)).isEqualTo(MARKERS.isMissing(text));
    }

    /** Among them the Kelvin sign and the dotless i, which fold to ASCII letters, and signs 32 apart that do not. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> near = Arbitraries.strings()
                .withChars("nN/aAuUlL?-kK\u212A.öÖ[{xX]}@`ıiIß ")
                .ofMaxLength(4);
        Arbitrary<String> swapped =
                Arbitraries.of(MARKERS.markers()).map(marker -> marker.toUpperCase(java.util.Locale.ROOT));
        return Arbitraries.oneOf(near, swapped, Arbitraries.of(MARKERS.markers()));
    }
}
