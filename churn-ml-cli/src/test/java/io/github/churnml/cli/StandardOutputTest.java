package io.github.churnml.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.OutputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @Test
    void write_closedPipe_saysThatNobodyReads() {
        for (String reason : new String[] {"Broken pipe", "The pipe is being closed", "Connection reset by peer"}) {
            StandardOutput out = new StandardOutput(ProcessOutput.to(failing(reason), UTF_8));
            assertThatThrownBy(() -> out.write("text".getBytes(UTF_8)))
                    .isInstanceOf(OutputException.class)
                    .hasMessage("Standard output was closed before everything was written.\n"
                            + "Maybe the command behind the pipe ended early.")
                    .hasRootCauseMessage(reason);
        }
    }

    @Test
    void processOutput_goodStream_writesTextInItsCharset() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProcessOutput out = ProcessOutput.to(bytes, UTF_8);
        out.print("caf\u00e9");
        new StandardOutput(out).flush();
        assertThat(bytes.toString(UTF_8)).isEqualTo("caf\u00e9");
        assertThat(out.failure()).isEmpty();
    }
}
