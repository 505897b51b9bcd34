package io.github.churnml.benchmarks;

import io.github.churnml.learn.TrainingData;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as {@code benchmarks/wheels/tables.py} writes it, so that Python and Java see the same numbers: {@code NAME.meta}
 * (rows, then the number of levels of each column, 0 for a number), {@code NAME.x} (little-endian doubles, column by column)
 * and {@code NAME.y} (a double a row).
 */
final class WheelTable {

    private WheelTable() {}

    static TrainingData read(Path folder, String name) throws IOException {
        List<String> meta = Files.readAllLines(folder.resolve(name + ".meta"));
        int rows = Integer.parseInt(meta.get(0));
        String[] levels = meta.get(1).split(" ");
        double[][] columns = new double[levels.length][rows];
        List<Feature> features = new ArrayList<>();
        try (FileChannel file = FileChannel.open(folder.resolve(name + ".x"))) {
            for (int j = 0; j < levels.length; j++) {
                map(file, (long) j * rows, rows).get(columns[j]);
                features.add(new Feature("f" + j, "f" + j, Integer.parseInt(levels[j])));
            }
        }
        double[] outcomes = new double[rows];
        try (FileChannel file = FileChannel.open(folder.resolve(name + ".y"))) {
            map(file, 0, rows).get(outcomes);
        }
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = (int) outcomes[i];
        }
        return TrainingData.of(new FeatureMatrix(features, columns, rows), labels);
    }

    private static DoubleBuffer map(FileChannel file, long from, int count) throws IOException {
        return file.map(FileChannel.MapMode.READ_ONLY, from * Double.BYTES, (long) count * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer();
    }

    /** Writes numbers as little-endian doubles. */
    static void write(Path file, double[] numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(numbers);
        Files.write(file, bytes.array());
    }
}
