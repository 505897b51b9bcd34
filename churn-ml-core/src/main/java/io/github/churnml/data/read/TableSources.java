package io.github.churnml.data.read;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The table sources on the class path. Looked for anew for every file, so that a jar which is added later is found: by the
 * thread's context class loader, with which containers load an application's own jars, and by the one that loaded core.
 */
final class TableSources {

    private TableSources() {}

    /** The source of a file that begins so, if any recognises it. */
    static Optional<TableSource> of(byte[] head) {
        SortedMap<String, TableSource> byName = new TreeMap<>();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            add(context, byName);
        }
        add(TableSources.class.getClassLoader(), byName);
        return byName.values().stream()
                .filter(source -> source.recognises(head))
                .findFirst();
    }

    /** Of two with one name the first found is kept. One that cannot be loaded leaves the others as they are. */
    private static void add(ClassLoader loader, SortedMap<String, TableSource> byName) {
        Iterator<TableSource> found =
                ServiceLoader.load(TableSource.class, loader).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return;
                }
                TableSource source = found.next();
                byName.putIfAbsent(source.getClass().getName(), source);
            } catch (ServiceConfigurationError | LinkageError absent) {
                // The loader has stepped past it: the next call speaks of the next source.
                continue;
            }
        }
    }

    /** Why a zip archive that no source recognises is not read. */
    static DataException refusal(Path path, byte[] head) {
        if (Packed.isWorkbook(path, head)) {
            return new DataException(
                    "The file " + Wording.path(path) + " is an Excel workbook, and no reader of workbooks is there.",
                    "Maybe add io.github.churnml:churn-ml-excel to the class path, or export the table as CSV.",
                    Where.in(path));
        }
        return new DataException(
                "The file " + Wording.path(path) + " is a zip archive but not an Excel workbook.",
                "Maybe unpack it, or save its table as .xlsx or CSV.",
                Where.in(path));
    }
}
