package io.github.churnml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that tell whether the fixture of format 2, a small imported model with levels, flags and codes, scores what it
 * scored; {@code churn-ml-import} holds what it was made of.
 */
public final class ImportedFixture {

    private ImportedFixture() {}

    public static List<String> bits(ChurnModel model) {
        List<String> bits = new ArrayList<>();
        for (@Nullable Object plan : Arrays.asList("Basic", "Standard", "Pro", "never seen", null)) {
            for (@Nullable Object usage : Arrays.asList(1.5, "1.4999999", -1, null, "2e3")) {
                for (@Nullable Object promo : Arrays.asList(true, "No", null)) {
                    double probability = model.scorer()
                            .score(new @Nullable Object[] {plan, usage, promo})
                            .probability();
                    bits.add(HexFormat.of().toHexDigits(Double.doubleToLongBits(probability)));
                }
            }
        }
        return bits;
    }
}
