package io.github.churnml;

import io.github.churnml.data.Dataset;
import java.nio.file.Path;
import java.util.HexFormat;

/** A program of its own: loads a model where there is no Smile, and prints the bits of some scores. */
public final class ScoreWithoutSmile {

    static final int[] ROWS = {0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610};

    private ScoreWithoutSmile() {}

    public static void main(String[] args) {
        try {
            Class.forName("smile.classification.GradientTreeBoost");
            System.out.println("Smile is there");
        } catch (ClassNotFoundException e) {
            System.out.println("no Smile");
        }
        Dataset rows = SmallModel.customers(700, 3).select(ROWS);
        for (double probability :
                ChurnModel.load(Path.of(args[0])).scorer().score(rows).probabilities()) {
            System.out.println(HexFormat.of().toHexDigits(Double.doubleToLongBits(probability)));
        }
    }
}
