package io.github.churnml.data.read;

import io.github.churnml.data.Dataset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file, and what reads it.
 *
 * @param path the file
 * @param head its first bytes, unpacked
 * @param source what another module reads it with; null if no module knows it
 */
record Recognised(Path path, byte[] head, @Nullable TableSource source) {

    /** Looks at a file's beginning; never at its name. */
    static Recognised of(Path path) {
        byte[] head = TableFile.head(path, "a table");
        return new Recognised(path, head, TableSources.of(head).orElse(null));
    }

    boolean isCsv() {
        return source == null && TableFormat.of(head) == TableFormat.CSV;
    }

    Dataset read(ReadOptions options) {
        if (source != null) {
            return SourcePasses.read(source, path, options);
        }
        return switch (TableFormat.of(head)) {
            case CSV -> CsvTable.read(path, options);
            case JSON -> JsonTable.read(path, options);
            case ZIP -> throw TableSources.refusal(path, head);
            case OLE -> throw OleFile.refusal(path, head);
        };
    }

    TableRows rows(ReadOptions options) {
        if (source != null) {
            return FedRows.open(source, path, options);
        }
        return switch (TableFormat.of(head)) {
            case CSV -> CsvRows.open(path, options.csv());
            case JSON -> JsonRows.open(path, options);
            case ZIP -> throw TableSources.refusal(path, head);
            case OLE -> throw OleFile.refusal(path, head);
        };
    }
}
