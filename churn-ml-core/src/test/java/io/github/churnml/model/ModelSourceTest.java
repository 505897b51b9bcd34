package io.github.churnml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.OutputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models from and to files, streams and arrays. */
class ModelSourceTest {

    private static Dataset data;
    private static ChurnModel model;
    private static byte[] bytes;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        data = SmallModel.customers(300, 3);
        model = SmallModel.of(SmallModel.boosting(), data);
        bytes = model.toBytes();
    }

    @Test
    void save_fileStreamAndArray_giveTheSameBytes() throws IOException {
        Path file = folder.resolve("m.churn");
        model.save(file);
        Flushed out = new Flushed();
        model.save(out);

        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(out.toByteArray()).isEqualTo(bytes);
        assertThat(out.flushed).isEqualTo(bytes.length);
        assertThat(out.closed).isFalse();
    }

    @Test
    void load_streamAndArray_scoreTheSameBits() {
        double[] expected = model.scorer().score(data).probabilities();
        Dripping in = new Dripping(bytes);

        for (ChurnModel loaded : new ChurnModel[] {ChurnModel.load(in), ChurnModel.load(bytes)}) {
            assertThat(loaded.scorer().score(data).probabilities()).containsExactly(expected);
            assertThat(loaded.toBytes()).isEqualTo(bytes);
        }
        assertThat(in.closed).isFalse();
    }

    @Test
    void load_arrayChangedLater_keepsTheModel() {
        byte[] given = bytes.clone();
        ChurnModel loaded = ChurnModel.load(given);
        Arrays.fill(given, (byte) 0);

        assertThat(loaded.scorer().score(data).probabilities())
                .containsExactly(model.scorer().score(data).probabilities());
    }

    @Test
    void load_damaged_isRefusedAlikeWhereverItComesFrom() throws IOException {
        for (byte[] bad : new byte[][] {
            Arrays.copyOf(bytes, bytes.length - 1), altered(), "text".getBytes(StandardCharsets.UTF_8), {}, {80}
        }) {
            Path file = Files.write(folder.resolve("bad.churn"), bad);
            String expected = refusal(() -> ChurnModel.load(file))
                    .replace("Model file (" + file + ") is refused.", "The model is refused.");

            assertThat(expected).startsWith("The model is refused. It");
            assertThat(refusal(() -> ChurnModel.load(new ByteArrayInputStream(bad))))
                    .isEqualTo(expected);
            assertThat(refusal(() -> ChurnModel.load(bad))).isEqualTo(expected);
        }
    }

    @Test
    void stream_ofSomethingElse_isNotReadOn() {
        Dripping in = new Dripping("PK, but no model".getBytes(StandardCharsets.UTF_8));

        assertThat(refusal(() -> ChurnModel.load(in)))
                .isEqualTo("The model is refused. It is not a churn-ml model file.\nMaybe another file was meant.");
        assertThat(in.read).isEqualTo(StoredZip.START);
    }

    @Test
    void stream_longerThanTheLimit_isRefusedOneByteAfterIt() {
        ModelSource source = new ModelSource(null);
        Dripping fitting = new Dripping(bytes);
        Dripping longer = new Dripping(bytes);

        assertThat(source.stream(fitting, bytes.length)).isEqualTo(bytes);
        assertThat(refusal(() -> source.stream(longer, 1000)))
                .isEqualTo("The model is larger than 1 GB.\nMaybe it is not a model file.");
        assertThat(longer.read).isEqualTo(1001);
    }

    @Test
    void stream_thatBreaks_isRefused() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };

        assertThatThrownBy(() -> ChurnModel.load(broken))
                .isInstanceOf(ModelFileException.class)
                .hasMessage("The model cannot be read.\nMaybe a connection broke; read it again.")
                .hasRootCauseMessage("reset");
    }

    @Test
    void save_streamThatBreaks_isAnOutputError() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        };

        assertThatThrownBy(() -> model.save(broken))
                .isInstanceOf(OutputException.class)
                .hasMessage("The model 'churn' cannot be written to its stream.\n"
                        + "Maybe a connection broke or a disk is full; what was written so far is not a model.")
                .hasRootCauseMessage("full");
    }

    @Test
    void read_makingFails_isARefusal() {
        Function<ModelContents, Object> make = contents -> {
            throw new IllegalArgumentException("No room.");
        };

        assertThat(refusal(() -> ModelFile.read(bytes, make))).isEqualTo("The model is refused. No room.");
    }

    private static byte[] altered() {
        byte[] altered = bytes.clone();
        altered[bytes.length / 2] ^= 1;
        return altered;
    }

    private static String refusal(Runnable reading) {
        try {
            reading.run();
        } catch (ModelFileException e) {
            return e.getMessage();
        }
        throw new AssertionError("not refused");
    }

    /** Gives a few bytes at a time, as a network does. */
    private static final class Dripping extends InputStream {

        private final ByteArrayInputStream in;
        private int read;
        private boolean closed;

        Dripping(byte[] bytes) {
            this.in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            int next = in.read();
            read += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            int count = in.read(into, from, Math.min(length, 7));
            read += Math.max(count, 0);
            return count;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class Flushed extends ByteArrayOutputStream {

        private int flushed;
        private boolean closed;

        @Override
        public void flush() {
            flushed = count;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
