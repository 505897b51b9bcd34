package io.github.churnml.predictor;

import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The binary form of a network, as {@link NetworkPredictor#toBytes} lays it out. */
final class NetworkBytes {

    private static final int MAGIC = 'C' | 'M' << 8 | 'L' << 16 | 'N' << 24;
    private static final int VERSION = 1;
    private static final int HEADER = 4 + 4 + 1 + 1;

    private NetworkBytes() {}

    static byte[] write(Activation activation, int[] sizes, double[] effects, double[] parameters) {
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(length(sizes))).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(VERSION).put((byte) (activation == Activation.RELU ? 0 : 1));
        out.put((byte) (sizes.length - 2));
        for (int size : sizes) {
            out.putInt(size);
        }
        for (double effect : effects) {
            out.putDouble(effect);
        }
        for (double parameter : parameters) {
            out.putDouble(parameter);
        }
        return out.array();
    }

    static NetworkPredictor read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        checkHeader(in);
        byte activation = in.get();
        if (activation != 0 && activation != 1) {
            throw damaged("its activation is (" + activation + ")");
        }
        int[] sizes = readSizes(in);
        if (length(sizes) != bytes.length) {
            throw damaged("it is " + bytes.length + " bytes long, which does not fit its layers");
        }
        double[] effects = doubles(in, sizes[0]);
        double[] parameters = doubles(in, (int) NetworkPredictor.parameters(sizes));
        String problem = NetworkPredictor.problem(sizes, parameters, effects);
        if (problem != null) {
            throw damaged(problem);
        }
        return new NetworkPredictor(activation == 0 ? Activation.RELU : Activation.TANH, sizes, parameters, effects);
    }

    private static void checkHeader(ByteBuffer in) {
        if (in.remaining() < 4 || in.getInt() != MAGIC) {
            throw new ModelFileException(
                    "The model's network does not begin as one does.",
                    "Maybe the file is no churn model, or is damaged: take it again from where it was made.",
                    Where.nowhere());
        }
        if (in.remaining() < HEADER - 4) {
            throw damaged("it ends within its header");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new ModelFileException(
                    "The model's network is of format (" + version + ") where format 1 is known.",
                    "Maybe it was made by a later version of this library: update.",
                    Where.nowhere());
        }
    }

    private static int[] readSizes(ByteBuffer in) {
        byte hidden = in.get();
        if (hidden < 1 || hidden > 2) {
            throw damaged("it has " + hidden + " hidden layers");
        }
        int[] sizes = new int[hidden + 2];
        if (in.remaining() < 4 * sizes.length) {
            throw damaged("it ends within its header");
        }
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = in.getInt();
        }
        String problem = NetworkPredictor.shapeProblem(sizes);
        if (problem != null) {
            throw damaged(problem);
        }
        return sizes;
    }

    private static double[] doubles(ByteBuffer in, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.getDouble();
        }
        return numbers;
    }

    private static long length(int[] sizes) {
        return HEADER + 4L * sizes.length + 8 * (sizes[0] + NetworkPredictor.parameters(sizes));
    }

    private static ModelFileException damaged(String problem) {
        return new ModelFileException(
                "The model's network is damaged: " + problem + ".",
                "Maybe take the file again from where it was made.",
                Where.nowhere());
    }
}
