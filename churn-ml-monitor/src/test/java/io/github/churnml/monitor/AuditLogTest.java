package io.github.churnml.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.OutputException;
import io.github.churnml.monitor.log.ChainCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an audit log adds to a chained log: its words. */
class AuditLogTest {

    @TempDir
    Path folder;

    @Test
    void append_entries_areReadAndVerified() {
        AuditLog log = new AuditLog(folder.resolve("new/audit.jsonl"));
        log.append(Map.of("kind", "a"));
        String last = log.append(Map.of("kind", "b"));
        List<Object> kinds = new ArrayList<>();
        log.read(entry -> kinds.add(entry.get("kind")));
        assertThat(kinds).containsExactly("a", "b");
        assertThat(log.verify()).isEqualTo(new ChainCheck(2, 0, 0, "", last));
        assertThat(log.path()).isEqualTo(folder.resolve("new/audit.jsonl"));
    }

    @Test
    void append_pathIsFolder_saysThatNothingWasCarriedOut() throws IOException {
        Path file = Files.createDirectory(folder.resolve("audit.jsonl"));
        assertThatThrownBy(() -> new AuditLog(file).append(Map.of()))
                .isInstanceOf(OutputException.class)
                .hasMessage("The audit log (" + file + ") cannot be written.\n"
                        + "Maybe the disk is full or the folder is read-only; nothing was carried out.");
    }
}
