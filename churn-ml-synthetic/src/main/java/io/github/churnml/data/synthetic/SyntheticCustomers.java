package io.github.churnml.data.synthetic;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * A subscription business's customers, drawn from a documented process whose true probabilities are known. The same seed
 * gives the same rows on every JDK and machine, and the first rows do not depend on how many follow. Nothing is kept in
 * memory: rows are drawn when they are asked for. Immutable, safe for any thread.
 *
 * @param rows the data rows of the file, repeated customers included and the header not; 1 to 1,000,000,000
 * @param seed where the random numbers start; any number will do
 */
public record SyntheticCustomers(long rows, long seed) implements Iterable<Customer> {

    private static final long MOST_ROWS = 1_000_000_000L;
    private static final int MOST_PROBABILITIES = 50_000_000;
    private static final int ROWS_PER_REPORT = 4096;

    /**
     * Checks the number of rows.
     *
     * @param rows the data rows of the file
     * @param seed where the random numbers start
     * @throws ConfigurationException if {@code rows} is below 1 or above 1,000,000,000
     */
    public SyntheticCustomers {
        if (rows < 1 || rows > MOST_ROWS) {
            throw new ConfigurationException(
                    "The number of rows " + Wording.value(rows) + " must lie between 1 and " + MOST_ROWS + ".",
                    "Maybe ask for 8000, as in the project's own table.",
                    Where.nowhere());
        }
    }

    /**
     * One customer, drawn alone.
     *
     * @param number the customer's number, from 1; may lie beyond the last of the file
     * @return the customer, clean
     * @throws ConfigurationException if {@code number} is below 1
     */
    public Customer customer(long number) {
        if (number < 1) {
            throw new ConfigurationException(
                    "There is no customer number " + Wording.value(number) + ".",
                    "Maybe count from 1.",
                    Where.nowhere());
        }
        return CustomerProcess.draw(seed, number);
    }

    /**
     * {@return the customers behind the file's data rows, in the order of the file; one whose row is a duplicate comes
     * twice}
     */
    @Override
    public Iterator<Customer> iterator() {
        return new FileOrder(rows, seed);
    }

    /**
     * The best scores that any model can give, to compare a model's ROC-AUC with the best reachable one.
     *
     * @return the true probability of leaving behind each data row, in the order of the file, each in (0, 1)
     * @throws ConfigurationException if there are more than 50,000,000 rows, which is too much to hold
     */
    public double[] trueProbabilities() {
        if (rows > MOST_PROBABILITIES) {
            throw new ConfigurationException(
                    "The probabilities of " + Wording.value(rows) + " rows are too many to hold; at most "
                            + MOST_PROBABILITIES + " are given at once.",
                    "Maybe go through the customers one by one.",
                    Where.nowhere());
        }
        double[] probabilities = new double[(int) rows];
        int row = 0;
        for (Customer customer : this) {
            probabilities[row++] = customer.trueProbability();
        }
        return probabilities;
    }

    /**
     * Writes the file, mess included, as {@link #writeCsv(Path, Progress)} does, and tells no one.
     *
     * @param target the file
     * @throws OutputException if it cannot be written
     */
    public void writeCsv(Path target) {
        writeCsv(target, Progress.none());
    }

    /**
     * Writes the file, mess included: comma-separated, a header, line feeds, plain ASCII. It appears whole or not at
     * all, missing folders are made, and memory does not grow with the rows.
     *
     * @param target the file; one that is there already is replaced
     * @param progress told how many rows are written
     * @throws OutputException if it cannot be written
     */
    public void writeCsv(Path target, Progress progress) {
        OutputFile.write(target, out -> writeRows(out, progress));
    }

    private void writeRows(OutputStream out, Progress progress) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.US_ASCII);
        writer.write(CustomerLine.HEADER);
        StringBuilder line = new StringBuilder();
        long written = 0;
        for (Customer customer : this) {
            line.setLength(0);
            CustomerLine.append(line, customer, seed);
            writer.append(line);
            if (++written % ROWS_PER_REPORT == 0 || written == rows) {
                progress.at("generating", written, rows);
            }
        }
        writer.flush();
    }
}
