package io.github.churnml.data.read;

import java.nio.file.Path;

/**
 * Opens the tables of one file format that core does not read itself, such as Excel workbooks. A service: a module names its
 * implementation in {@code META-INF/services}, and {@link Tables#read}, {@link TableRows#open} and {@link TableScan} find it.
 *
 * <p>A source hands out texts, cell by cell; core works out the header, the types and what is missing, exactly as it does for
 * a CSV file of the same texts. So a source needs to know nothing but its format.
 *
 * <p>An implementation has a public constructor without parameters, keeps no state and is safe for any thread. Of several that
 * recognise a file the one whose class name comes first is asked.
 */
public interface TableSource {

    /**
     * Whether a file that begins like this is of this format. Asked before core looks for JSON and CSV.
     *
     * @param head the first bytes, 65,536 or as many as there are; those inside a gzip file or a zip archive of one table
     *     where the file is one
     * @return whether it is
     */
    boolean recognises(byte[] head);

    /**
     * Opens a table and looks through it once, so that what cannot be read is refused before anything is made of it.
     *
     * @param path a file that was recognised; {@link TableFile} opens it unpacked
     * @param options which table of several, whether there is a header, and a listener that is told how far the looking
     *     through is; types and missing markers are core's business
     * @return the table, which core closes
     * @throws io.github.churnml.error.DataException if it is not a usable table
     * @throws io.github.churnml.error.ConfigurationException if the options ask for something that is not in the file
     */
    SourceTable open(Path path, ReadOptions options);
}
