package io.github.churnml.predictor;

import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The binary form of a linear predictor, as {@link LinearPredictor#toBytes} lays it out. */
final class LinearBytes {

    private static final int MAGIC = 'C' | 'M' << 8 | 'L' << 16 | 'L' << 24;
    private static final int VERSION = 1;
    private static final int HEADER = 4 + 4 + 4 + 8;

    private LinearBytes() {}

    static byte[] write(double intercept, double[] coefficients) {
        int length = Math.toIntExact(HEADER + 8L * coefficients.length);
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(VERSION).putInt(coefficients.length).putDouble(intercept);
        for (double coefficient : coefficients) {
            out.putDouble(coefficient);
        }
        return out.array();
    }

    static LinearPredictor read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        checkHeader(in);
        int features = in.getInt();
        if (features < 0 || HEADER + 8L * features != bytes.length) {
            throw damaged("they are " + bytes.length + " bytes long, which does not fit " + features + " features");
        }
        double intercept = in.getDouble();
        double[] coefficients = new double[features];
        for (int i = 0; i < features; i++) {
            coefficients[i] = in.getDouble();
        }
        if (!LinearPredictor.allFinite(intercept, coefficients)) {
            throw damaged("one is not finite");
        }
        return new LinearPredictor(intercept, coefficients);
    }

    private static void checkHeader(ByteBuffer in) {
        if (in.remaining() < 4 || in.getInt() != MAGIC) {
            throw new ModelFileException(
                    "The model's weights do not begin as those of a linear predictor do.",
                    "Maybe the file is no churn model, or is damaged: take it again from where it was made.",
                    Where.nowhere());
        }
        if (in.remaining() < HEADER - 4) {
            throw damaged("they end within their header");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new ModelFileException(
                    "The model's weights are of format (" + version + ") where format 1 is known.",
                    "Maybe it was made by a later version of this library: update.",
                    Where.nowhere());
        }
    }

    private static ModelFileException damaged(String problem) {
        return new ModelFileException(
                "The model's weights are damaged: " + problem + ".",
                "Maybe take the file again from where it was made.",
                Where.nowhere());
    }
}
