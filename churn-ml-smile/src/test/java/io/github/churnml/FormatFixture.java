package io.github.churnml;

import io.github.churnml.learn.smile.SmileGradientBoosting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Writes the fixture of a released format once: a small model and the bits it scores. Run it when a format is released, and
 * never again for that format: {@code FormatFixture churn-ml-core/src/test/resources/models/format-N}.
 */
public final class FormatFixture {

    private FormatFixture() {}

    public static void main(String[] args) throws IOException {
        Path path = Path.of(args[0]);
        ChurnModel model = SmallModel.of(
                SmileGradientBoosting.builder().trees(4).earlyStopping(false).build(), SmallModel.customers(400, 3));
        model.save(path.resolveSibling(path.getFileName() + ".churn"));
        double[] scores = model.scorer().score(SmallModel.customers(50, 77)).probabilities();
        Files.writeString(
                path.resolveSibling(path.getFileName() + ".scores.txt"),
                Arrays.stream(scores)
                        .mapToObj(score -> HexFormat.of().toHexDigits(Double.doubleToLongBits(score)))
                        .collect(Collectors.joining("\n", "", "\n")));
    }
}
