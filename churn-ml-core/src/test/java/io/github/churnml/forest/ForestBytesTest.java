package io.github.churnml.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ModelFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read here may come from anyone. */
class ForestBytesTest {

    private static final int FEATURES_AT = 17;
    private static final int TREES_AT = 21;
    private static final int NODES_AT = 25;
    private static final int WORDS_AT = 29;
    private static final int FIRST_NODE_AT = 37;

    private static byte[] example() {
        ForestBuilder builder = new ForestBuilder(3, -0.5);
        builder.startTree();
        int root = builder.splitAt(0, 2.5, true, 10, 4);
        int levels = builder.splitOn(1, new int[] {70, 1}, true, 6, 2);
        builder.children(root, levels, builder.leaf(0.5, 4));
        builder.children(levels, builder.leaf(0.25, 1), builder.leaf(-0.125, 5));
        return builder.build().toBytes();
    }

    private static void refused(byte[] bytes, String problem) {
        assertThatThrownBy(() -> Forest.fromBytes(bytes))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(problem)
                .hasMessageContaining("\nMaybe ");
    }

    private static byte[] with(int at, int value) {
        byte[] bytes = example();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return bytes;
    }

    @Test
    void layout_ofTheHeader_isAsDocumented() {
        ByteBuffer in = ByteBuffer.wrap(example()).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[4];
        in.get(magic);
        assertThat(magic).containsExactly('C', 'M', 'L', 'F');
        assertThat(in.getInt()).isEqualTo(1);
        assertThat(in.get()).isZero();
        assertThat(in.getDouble()).isEqualTo(-0.5);
        assertThat(new int[] {in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt()})
                .containsExactly(3, 1, 5, 2, 5);
        assertThat(in.remaining()).isEqualTo(5 * 49 + 2 * 8);
    }

    @Test
    void bytes_cutAnywhere_areRefused() {
        byte[] bytes = example();
        for (int length = 0; length < bytes.length; length++) {
            refused(Arrays.copyOf(bytes, length), "The model's ");
        }
    }

    @Test
    void bytes_withMoreBehind_areRefused() {
        refused(Arrays.copyOf(example(), example().length + 1), "The model's forest is damaged: it is 299 bytes long");
    }

    @Test
    void bytes_withAnyBitFlipped_areRefusedOrStillAForest() {
        double[] row = {1, 2, 3};
        byte[] bytes = example();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            scoresOrIsRefused(flipped, row);
        }
    }

    @Test
    void bytes_withRandomRuns_areRefusedOrStillAForest() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = example();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                bytes[9 + random.nextInt(bytes.length - 9)] = (byte) random.nextInt(-2, 3);
            }
            scoresOrIsRefused(bytes, new double[] {1, -1, Double.NaN});
        }
    }

    /** Nothing but the one exception may come out, and what is accepted must answer with a finite number. */
    private static void scoresOrIsRefused(byte[] bytes, double[] row) {
        try {
            Forest forest = Forest.fromBytes(bytes);
            if (forest.features() == row.length) {
                assertThat(forest.score(row)).isFinite();
            }
        } catch (ModelFileException refused) {
            assertThat(refused).hasMessageStartingWith("The model's ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {TREES_AT, NODES_AT, WORDS_AT})
    void counts_thatTheLengthBelies_areRefusedBeforeAllocation(int at) {
        for (int count : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0, 1_000_000_000}) {
            refused(with(at, count), "The model's forest is damaged: it is 298 bytes long, which does not fit its ");
        }
    }

    @Test
    void counts_allHuge_areRefusedBeforeAllocation() {
        ByteBuffer bytes = ByteBuffer.wrap(example()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(TREES_AT, Integer.MAX_VALUE).putInt(NODES_AT, Integer.MAX_VALUE);
        bytes.putInt(WORDS_AT, Integer.MAX_VALUE);
        refused(bytes.array(), "The model's forest is damaged: it is 298 bytes long");
    }

    @Test
    void features_moreThanAnyTableHas_areRefused() {
        refused(
                with(FEATURES_AT, Integer.MAX_VALUE),
                "The model's forest is damaged: it has 2147483647 features where 1048576 are the most.");
        assertThat(Forest.fromBytes(with(FEATURES_AT, 1 << 20)).features()).isEqualTo(1 << 20);
    }

    @Test
    void features_lessThanAskedFor_areRefused() {
        refused(with(FEATURES_AT, 1), "The model's forest is damaged: tree 0: node 1: it asks for feature (1) of 1.");
        refused(with(FEATURES_AT, -1), "The model's forest is damaged: ");
    }

    @Test
    void tree_ofAnImpossibleSize_isRefused() {
        refused(with(FIRST_NODE_AT - 4, 0), "The model's forest is damaged: tree 0 has (0) of 5 nodes.");
        refused(with(FIRST_NODE_AT - 4, 6), "The model's forest is damaged: tree 0 has (6) of 5 nodes.");
        refused(with(FIRST_NODE_AT - 4, 4), "The model's forest is damaged: the trees do not cover the nodes.");
    }

    @Test
    void node_leadingBackwards_isRefused() {
        int leftOfNode1 = FIRST_NODE_AT + 49 + 4;
        refused(with(leftOfNode1, 0), "The model's forest is damaged: tree 0: node 1: its child does not follow it");
        refused(with(leftOfNode1, 1), "The model's forest is damaged: tree 0: node 1: its child does not follow it");
        refused(with(leftOfNode1, 5), "The model's forest is damaged: tree 0: node 1: its child does not follow it");
        refused(with(leftOfNode1, 2), "The model's forest is damaged: tree 0: node 1: its child has another parent");
    }

    @Test
    void node_withUnknownFlagsOrSet_isRefused() {
        byte[] flags = example();
        flags[FIRST_NODE_AT + 12] = 2;
        refused(flags, "The model's forest is damaged: node 0 has flags (2) and a level set of (0) words.");
        refused(
                with(FIRST_NODE_AT + 13, 3),
                "The model's forest is damaged: node 0 has flags (1) and a level set of (3)");
        refused(
                with(FIRST_NODE_AT + 49 + 13, 1),
                "The model's forest is damaged: its level sets do not fill its 2 words.");
        refused(
                with(FIRST_NODE_AT + 13, -1),
                "The model's forest is damaged: node 0 has flags (1) and a level set of (-1)");
    }

    @Test
    void node_thatIsHalfALeaf_isRefused() {
        refused(
                with(FIRST_NODE_AT, -1),
                "The model's forest is damaged: tree 0: node 0: it is a leaf with parts of a split.");
        refused(
                with(FIRST_NODE_AT, -2),
                "The model's forest is damaged: tree 0: node 0: it asks for feature (-2) of 3.");
        byte[] bytes = example();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(FIRST_NODE_AT + 25, 1);
        refused(bytes, "The model's forest is damaged: tree 0: node 0: it is a split with the value of a leaf.");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(FIRST_NODE_AT + 25, 0);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(FIRST_NODE_AT + 49 + 17, 1);
        refused(bytes, "The model's forest is damaged: tree 0: node 1: it splits on levels and at a threshold.");
    }

    @Test
    void bytes_ofSomethingElse_areRefused() {
        refused(
                "PK not a forest".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                "The model's trees do not begin as a forest does.");
        refused(new byte[0], "The model's trees do not begin as a forest does.");
    }

    /** A forest of probabilities; its header is one byte longer than that of a sum. */
    private static byte[] averaged() {
        ForestBuilder builder = new ForestBuilder(3, 0, Aggregation.MEAN_OF_PROBABILITIES);
        builder.startTree();
        int root = builder.splitAt(0, 2.5, true, 10, 4);
        builder.children(root, builder.leaf(1, 4), builder.leaf(0.25, 6));
        return builder.build().toBytes();
    }

    @Test
    void layout_ofAMeansHeader_isAsDocumented() {
        ByteBuffer in = ByteBuffer.wrap(averaged()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(in.getInt(4)).isEqualTo(2);
        assertThat(in.get(8)).isZero();
        assertThat(in.get(9)).isEqualTo((byte) 1);
        assertThat(in.getDouble(10)).isZero();
        assertThat(in.getInt(18)).isEqualTo(3);
        assertThat(in.limit()).isEqualTo(1 + FIRST_NODE_AT + 3 * 49);
        assertThat(Forest.fromBytes(averaged()).aggregation()).isEqualTo(Aggregation.MEAN_OF_PROBABILITIES);
        assertThat(Forest.fromBytes(averaged()).toBytes()).isEqualTo(averaged());
        assertThat(Forest.fromBytes(example()).aggregation()).isEqualTo(Aggregation.SUM_OF_LOG_ODDS);
    }

    @Test
    void bytesOfAMean_cutOrWithAnyBitFlipped_areRefusedOrStillAForest() {
        byte[] bytes = averaged();
        for (int length = 0; length < bytes.length; length++) {
            refused(Arrays.copyOf(bytes, length), "The model's ");
        }
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            scoresOrIsRefused(flipped, new double[] {1, 2, 3});
        }
    }

    @Test
    void bytesOfAMean_withAnotherAggregation_areRefused() {
        for (byte code : new byte[] {0, 2, -1}) {
            byte[] bytes = averaged();
            bytes[9] = code;
            refused(bytes, "The model's forest has aggregation (" + code + "), which is not known.");
        }
    }

    @Test
    void leafOfAMean_thatIsNoProbability_isRefused() {
        for (double value : new double[] {-0.25, 1.5, Double.NaN}) {
            byte[] bytes = averaged();
            int valueOfNode1 = 1 + FIRST_NODE_AT + 49 + 25;
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(valueOfNode1, value);
            refused(bytes, "The model's forest is damaged: tree 0: node 1: its value is (" + value + ").");
        }
    }

    @Test
    void forestOfFloatsAndZeros_writtenAndRead_scoresAndSplitsAsBefore() {
        byte[] bytes = ofFloats();
        Forest read = Forest.fromBytes(bytes);
        assertThat(bytes[4]).isEqualTo((byte) 3);
        assertThat(read.toBytes()).isEqualTo(bytes);
        assertThat(read.precision()).isEqualTo(Precision.FLOAT);
        assertThat(read.zeroMissing(0)).isTrue();
        assertThat(read.score(new double[] {0})).isEqualTo(0.5f + 0.1f);
        assertThat(read.score(new double[] {1})).isEqualTo(0.5f + 0.2f);
    }

    @Test
    void bytesOfFloats_cutOrWithAnyBitFlipped_areRefusedOrStillAForest() {
        byte[] bytes = ofFloats();
        for (int length = 0; length < bytes.length; length++) {
            refused(Arrays.copyOf(bytes, length), "The model's ");
        }
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            scoresOrIsRefused(flipped, new double[] {1});
        }
    }

    private static byte[] ofFloats() {
        ForestBuilder builder = new ForestBuilder(1, 0.5, Aggregation.SUM_OF_LOG_ODDS, Precision.FLOAT).startTree();
        int root = builder.splitAt(0, 0.75, true, true, 3, 1);
        builder.children(root, builder.leaf(0.1f, 1), builder.leaf(0.2f, 2));
        return builder.build().toBytes();
    }

    @Test
    void bytes_ofALaterVersion_areRefused() {
        refused(with(4, 4), "The model's forest is of format (4) where formats 1 to 3 are known.");
        byte[] precision = example();
        precision[8] = 1;
        refused(precision, "The model's forest is of format (1) with precision (1), which is not known.");
    }
}
