package io.github.churnml.spark;

import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A folder of Parquet files that appears whole: written aside, where Spark's readers do not look, then moved into its place. */
final class TableFolder {

    private TableFolder() {}

    /**
     * Writes a table.
     *
     * @param path the folder, as Spark writes paths
     * @param replaces whether it takes the place of one that is there
     * @throws OutputException if it is there and is not to be replaced, or cannot be moved
     */
    static void write(Dataset<Row> rows, String path, boolean replaces, Configuration configuration) {
        if (path.isBlank()) {
            throw wrong(path, "has no name", null);
        }
        Path place = new Path(path);
        Path aside = aside(place);
        try {
            FileSystem files = place.getFileSystem(configuration);
            if (!replaces && files.exists(place)) {
                throw wrong(path, "is there already", null);
            }
            try {
                rows.write().mode("overwrite").parquet(aside.toString());
                files.delete(place, true);
                if (!files.rename(aside, place)) {
                    throw wrong(path, "cannot be moved into its place", null);
                }
            } finally {
                files.delete(aside, true);
            }
        } catch (IOException e) {
            throw wrong(path, "cannot be written: " + Wording.plain(String.valueOf(e.getMessage())), e);
        }
    }

    /** Of names that begin with "_" Spark's readers look into those with "=", as if they were partitions. */
    static Path aside(Path place) {
        return new Path(place.getParent(), "_" + place.getName().replace('=', '-') + ".writing");
    }

    /** Takes a folder away again. */
    static void delete(String path, Configuration configuration) {
        try {
            new Path(path).getFileSystem(configuration).delete(new Path(path), true);
        } catch (IOException e) {
            throw wrong(path, "cannot be deleted: " + Wording.plain(String.valueOf(e.getMessage())), e);
        }
    }

    private static OutputException wrong(String path, String what, @Nullable IOException cause) {
        String problem = "The folder " + Wording.value(path) + " " + what + ".";
        String maybe = "Maybe take another folder, one that this user may write into.";
        return cause == null
                ? new OutputException(problem, maybe, Where.nowhere())
                : new OutputException(problem, maybe, Where.nowhere(), cause);
    }
}
