package io.github.churnml.predictor;

import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The binary form of an additive predictor, as {@link AdditivePredictor#toBytes} lays it out. */
final class AdditiveBytes {

    private static final int MAGIC = 'C' | 'M' << 8 | 'L' << 16 | 'A' << 24;
    private static final int VERSION = 1;
    private static final int HEADER = 4 + 3 * 4 + 8;
    private static final int SHAPE = 2 * 4;
    private static final int PAIR = 4 * 4;

    private final ByteBuffer bytes;

    private AdditiveBytes(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] write(double intercept, ShapeFunction[] shapes, PairTable[] pairs) {
        long length = HEADER;
        for (ShapeFunction shape : shapes) {
            length += SHAPE + 8L * shape.edges.length + 16L * shape.bins();
        }
        for (PairTable pair : pairs) {
            length += PAIR + (long) pair.rowOf.length + pair.columnOf.length + 16L * pair.values.length;
        }
        AdditiveBytes out = new AdditiveBytes(ByteBuffer.allocate(Math.toIntExact(length)));
        out.bytes.putInt(MAGIC).putInt(VERSION).putInt(shapes.length).putInt(pairs.length);
        out.bytes.putDouble(intercept);
        for (ShapeFunction shape : shapes) {
            out.bytes.putInt(shape.levels).putInt(shape.edges.length);
            out.put(shape.edges);
            out.put(shape.values);
            out.put(shape.weights);
        }
        for (PairTable pair : pairs) {
            out.bytes.putInt(pair.first).putInt(pair.second).putInt(pair.rows).putInt(pair.columns);
            out.put(pair.rowOf);
            out.put(pair.columnOf);
            out.put(pair.values);
            out.put(pair.weights);
        }
        return out.bytes.array();
    }

    private void put(double[] numbers) {
        bytes.asDoubleBuffer().put(numbers);
        bytes.position(bytes.position() + 8 * numbers.length);
    }

    private void put(int[] cells) {
        for (int cell : cells) {
            bytes.put((byte) cell);
        }
    }

    static AdditivePredictor read(byte[] bytes) {
        return new AdditiveBytes(ByteBuffer.wrap(bytes)).read();
    }

    private AdditivePredictor read() {
        checkHeader();
        int features = count(SHAPE, "features");
        int pairs = bytes.getInt();
        double intercept = bytes.getDouble();
        try {
            List<ShapeFunction> shapes = new ArrayList<>();
            for (int j = 0; j < features; j++) {
                shapes.add(shape());
            }
            if (pairs < 0 || (long) PAIR * pairs > bytes.remaining()) {
                throw damaged("they end before " + pairs + " pairs");
            }
            List<PairTable> tables = new ArrayList<>();
            for (int k = 0; k < pairs; k++) {
                tables.add(pair(shapes));
            }
            if (bytes.hasRemaining()) {
                throw damaged(bytes.remaining() + " bytes follow the last");
            }
            return new AdditivePredictor(intercept, shapes, tables);
        } catch (IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    /** A count of things that take at least so many bytes each. */
    private int count(int size, String what) {
        require(4, what);
        int count = bytes.getInt();
        if (count < 0 || (long) size * count > bytes.remaining()) {
            throw damaged("they end before " + count + " " + what);
        }
        return count;
    }

    private void require(long length, String what) {
        if (length > bytes.remaining()) {
            throw damaged("they end within their " + what);
        }
    }

    private ShapeFunction shape() {
        require(SHAPE, "shapes");
        int levels = bytes.getInt();
        int edges = count(8, "edges");
        if (levels < 0 || levels > 0 && edges > 0) {
            throw damaged("a shape has " + levels + " levels and " + edges + " edges");
        }
        require(8L * edges + 16L * (Math.max(levels, edges) + 2L), "shapes");
        int bins = Math.max(levels, edges) + 2;
        double[] steps = doubles(edges);
        double[] values = doubles(bins);
        double[] weights = doubles(bins);
        return levels > 0 ? ShapeFunction.ofLevels(values, weights) : ShapeFunction.ofNumbers(steps, values, weights);
    }

    private PairTable pair(List<ShapeFunction> shapes) {
        require(PAIR, "pairs");
        int first = bytes.getInt();
        int second = bytes.getInt();
        int rows = bytes.getInt();
        int columns = bytes.getInt();
        if (first < 0 || second <= first || second >= shapes.size()) {
            throw damaged("a pair is of features " + first + " and " + second);
        }
        if (rows < 1 || rows > PairTable.MOST || columns < 1 || columns > PairTable.MOST) {
            throw damaged("a pair's table has " + rows + " rows and " + columns + " columns");
        }
        int firstBins = shapes.get(first).bins();
        int secondBins = shapes.get(second).bins();
        require((long) firstBins + secondBins + 16L * rows * columns, "pairs");
        int[] rowOf = cells(firstBins);
        int[] columnOf = cells(secondBins);
        double[] values = doubles(rows * columns);
        return new PairTable(first, second, rowOf, columnOf, rows, columns, values, doubles(rows * columns));
    }

    private double[] doubles(int count) {
        double[] numbers = new double[count];
        bytes.asDoubleBuffer().get(numbers);
        bytes.position(bytes.position() + 8 * count);
        return numbers;
    }

    private int[] cells(int count) {
        int[] cells = new int[count];
        for (int i = 0; i < count; i++) {
            byte cell = bytes.get();
            cells[i] = cell == -1 ? -1 : cell & 0xFF;
        }
        return cells;
    }

    private void checkHeader() {
        if (bytes.remaining() < 4 || bytes.getInt() != MAGIC) {
            throw new ModelFileException(
                    "The model's terms do not begin as those of an additive predictor do.",
                    "Maybe the file is no churn model, or is damaged: take it again from where it was made.",
                    Where.nowhere());
        }
        require(HEADER - 4, "header");
        int version = bytes.getInt();
        if (version != VERSION) {
            throw new ModelFileException(
                    "The model's terms are of format (" + version + ") where format 1 is known.",
                    "Maybe it was made by a later version of this library: update.",
                    Where.nowhere());
        }
    }

    private static ModelFileException damaged(String problem) {
        return new ModelFileException(
                "The model's terms are damaged: " + problem + ".",
                "Maybe take the file again from where it was made.",
                Where.nowhere());
    }
}
