package io.github.churnml.forest;

import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The binary form of a forest, as {@link Forest#toBytes} lays it out. */
final class ForestBytes {

    private static final int MAGIC = 'C' | 'M' << 8 | 'L' << 16 | 'F' << 24;
    private static final int VERSION = 1;
    /** Has one byte more in its header: the aggregation. Written only where version 1 could not say the same. */
    private static final int VERSION_WITH_AGGREGATION = 2;

    /** Has float precision or splits that take zero for missing. */
    private static final int VERSION_WITH_PRECISION = 3;

    private static final int HEADER = 4 + 4 + 1 + 8 + 4 * 4;
    private static final int NODE = 3 * 4 + 1 + 4 + 4 * 8;
    private static final int MISSING_LEFT = 1;
    private static final int ZERO_MISSING = 2;

    private ForestBytes() {}

    static byte[] write(Forest forest, Nodes nodes, int[] starts) {
        int version = version(forest, nodes);
        long length = length(version, forest.trees(), nodes.size(), nodes.words.length);
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(version).put((byte) forest.precision().code());
        if (version > VERSION) {
            out.put((byte) forest.aggregation().code());
        }
        out.putDouble(forest.baseScore())
                .putInt(forest.features())
                .putInt(forest.trees())
                .putInt(nodes.size())
                .putInt(nodes.words.length);
        for (int tree = 0; tree < forest.trees(); tree++) {
            out.putInt(starts[tree + 1] - starts[tree]);
        }
        for (int i = 0; i < nodes.size(); i++) {
            out.putInt(nodes.feature[i]).putInt(nodes.left[i]).putInt(nodes.right[i]);
            out.put((byte) ((nodes.missingLeft[i] ? MISSING_LEFT : 0) | (nodes.zeroMissing[i] ? ZERO_MISSING : 0)));
            out.putInt(nodes.setStart[i + 1] - nodes.setStart[i]);
            out.putDouble(nodes.threshold[i]).putDouble(nodes.value[i]);
            out.putDouble(nodes.cover[i]).putDouble(nodes.gain[i]);
        }
        for (long word : nodes.words) {
            out.putLong(word);
        }
        return out.array();
    }

    private static int version(Forest forest, Nodes nodes) {
        boolean anyZero = false;
        for (boolean zeroMissing : nodes.zeroMissing) {
            anyZero |= zeroMissing;
        }
        if (anyZero || forest.precision() != Precision.DOUBLE) {
            return VERSION_WITH_PRECISION;
        }
        return forest.aggregation() == Aggregation.SUM_OF_LOG_ODDS ? VERSION : VERSION_WITH_AGGREGATION;
    }

    static Forest read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int version = readVersion(in);
        Precision precision = readPrecision(in, version);
        Aggregation aggregation = readAggregation(in, version);
        double baseScore = in.getDouble();
        int features = in.getInt();
        int trees = in.getInt();
        int size = in.getInt();
        int words = in.getInt();
        boolean counts = features >= 0 && trees >= 0 && size >= 0 && words >= 0;
        if (!counts || length(version, trees, size, words) != bytes.length) {
            throw damaged("it is " + bytes.length + " bytes long, which does not fit its " + trees + " trees, " + size
                    + " nodes and " + words + " words");
        }
        int[] starts = readStarts(in, trees, size);
        Nodes nodes = readNodes(
                in, size, words, version == VERSION_WITH_PRECISION ? MISSING_LEFT | ZERO_MISSING : MISSING_LEFT);
        String problem = ForestCheck.problem(nodes, starts, features, baseScore, aggregation, precision);
        if (problem != null) {
            throw damaged(problem);
        }
        return new Forest(features, baseScore, aggregation, precision, starts, nodes);
    }

    private static int readVersion(ByteBuffer in) {
        if (in.remaining() < 4 || in.getInt() != MAGIC) {
            throw new ModelFileException(
                    "The model's trees do not begin as a forest does.",
                    "Maybe the file is no churn model, or is damaged: take it again from where it was made.",
                    Where.nowhere());
        }
        if (in.remaining() < HEADER - 4) {
            throw damaged("it ends within its header");
        }
        int version = in.getInt();
        if (version < VERSION || version > VERSION_WITH_PRECISION) {
            throw later("is of format (" + version + ") where formats 1 to 3 are known");
        }
        return version;
    }

    private static Precision readPrecision(ByteBuffer in, int version) {
        byte code = in.get();
        if (code == Precision.DOUBLE.code()) {
            return Precision.DOUBLE;
        }
        if (version != VERSION_WITH_PRECISION || code != Precision.FLOAT.code()) {
            throw later("is of format (" + version + ") with precision (" + code + "), which is not known");
        }
        return Precision.FLOAT;
    }

    private static Aggregation readAggregation(ByteBuffer in, int version) {
        if (version == VERSION) {
            return Aggregation.SUM_OF_LOG_ODDS;
        }
        byte code = in.get();
        boolean sum = version == VERSION_WITH_PRECISION && code == Aggregation.SUM_OF_LOG_ODDS.code();
        if (!sum && code != Aggregation.MEAN_OF_PROBABILITIES.code()) {
            throw later("has aggregation (" + code + "), which is not known");
        }
        if (in.remaining() < HEADER - 4 - 4 - 1) {
            throw damaged("it ends within its header");
        }
        return sum ? Aggregation.SUM_OF_LOG_ODDS : Aggregation.MEAN_OF_PROBABILITIES;
    }

    private static int[] readStarts(ByteBuffer in, int trees, int size) {
        int[] starts = new int[trees + 1];
        for (int tree = 0; tree < trees; tree++) {
            int count = in.getInt();
            if (count < 1 || count > size - starts[tree]) {
                throw damaged("tree " + tree + " has (" + count + ") of " + size + " nodes");
            }
            starts[tree + 1] = starts[tree] + count;
        }
        return starts;
    }

    private static Nodes readNodes(ByteBuffer in, int size, int words, int flagsKnown) {
        Nodes nodes = new Nodes(size, words);
        for (int i = 0; i < size; i++) {
            nodes.feature[i] = in.getInt();
            nodes.left[i] = in.getInt();
            nodes.right[i] = in.getInt();
            byte flags = in.get();
            int count = in.getInt();
            if ((flags & ~flagsKnown) != 0 || count < 0 || count > words - nodes.setStart[i]) {
                throw damaged("node " + i + " has flags (" + flags + ") and a level set of (" + count + ") words");
            }
            nodes.missingLeft[i] = (flags & MISSING_LEFT) != 0;
            nodes.zeroMissing[i] = (flags & ZERO_MISSING) != 0;
            nodes.setStart[i + 1] = nodes.setStart[i] + count;
            nodes.threshold[i] = in.getDouble();
            nodes.value[i] = in.getDouble();
            nodes.cover[i] = in.getDouble();
            nodes.gain[i] = in.getDouble();
        }
        if (nodes.setStart[size] != words) {
            throw damaged("its level sets do not fill its " + words + " words");
        }
        for (int i = 0; i < words; i++) {
            nodes.words[i] = in.getLong();
        }
        return nodes;
    }

    private static long length(int version, long trees, long nodes, long words) {
        return HEADER + (version == VERSION ? 0 : 1) + 4 * trees + NODE * nodes + 8 * words;
    }

    private static ModelFileException later(String what) {
        return new ModelFileException(
                "The model's forest " + what + ".",
                "Maybe it was made by a later version of this library: update.",
                Where.nowhere());
    }

    private static ModelFileException damaged(String problem) {
        return new ModelFileException(
                "The model's forest is damaged: " + problem + ".",
                "Maybe take the file again from where it was made.",
                Where.nowhere());
    }
}
