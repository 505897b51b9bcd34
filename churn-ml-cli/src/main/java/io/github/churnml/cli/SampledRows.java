package io.github.churnml.cli;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.data.read.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Some thousand rows of a table of any size, each row as likely as any other (J. S. Vitter 1985, algorithm R). */
final class SampledRows {

    private static final int MOST = 5_000;
    private static final long SEED = 42;

    private SampledRows() {}

    static Dataset of(Path path, ReadOptions options) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String[]> kept = new ArrayList<>();
        ReadOptions quietly = options.withProgress(Progress.none());
        try (TableRows rows = TableRows.open(path, quietly)) {
            long seen = 0;
            while (rows.hasNext()) {
                String[] row = rows.next();
                if (seen < MOST) {
                    kept.add(row);
                } else {
                    long place = random.nextLong(seen + 1);
                    if (place < MOST) {
                        kept.set((int) place, row);
                    }
                }
                seen++;
            }
            return Tables.ofTexts(rows.header(), kept, quietly);
        }
    }
}
