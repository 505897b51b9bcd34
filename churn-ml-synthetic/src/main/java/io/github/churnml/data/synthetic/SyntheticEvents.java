package io.github.churnml.data.synthetic;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Raw exports of a made-up subscription business over two years, as teams have them before any table is built: customers,
 * prospects who never became one, and a usage log of both. Who converts and who cancels follows a documented law, and the
 * true probability of either is known at every date. The same numbers give the same files on every JDK and machine, and
 * the first accounts do not depend on how many follow. Nothing is kept in memory but one account. Immutable, safe for any
 * thread.
 *
 * @param customers the rows of {@code customers.csv}; prospects come beside them by the law, about 0.8 for each; 1 to
 *     100,000,000
 * @param seed where the random numbers start; any number will do
 * @param eventsPerCustomer about how many events a customer has on average, those of its time as a prospect included; all
 *     rates of usage are multiplied by a fortieth of it, so who converts and cancels stays as it is; 1 to 1,000
 */
public record SyntheticEvents(long customers, long seed, double eventsPerCustomer) implements Iterable<Account> {

    /** The events per customer where nothing else is said. */
    public static final double USUAL_EVENTS = 40;

    /** The file of the customers in the folder. */
    public static final String CUSTOMERS_FILE = "customers.csv";

    /** The file of those who have not become customers. */
    public static final String PROSPECTS_FILE = "prospects.csv";

    /** The file of the events of both. */
    public static final String USAGE_FILE = "usage.csv";

    private static final long MOST_CUSTOMERS = 100_000_000L;

    /**
     * Checks the numbers.
     *
     * @param customers the rows of {@code customers.csv}
     * @param seed where the random numbers start
     * @param eventsPerCustomer about how many events a customer has on average
     * @throws ConfigurationException if {@code customers} or {@code eventsPerCustomer} is out of range
     */
    public SyntheticEvents {
        if (customers < 1 || customers > MOST_CUSTOMERS) {
            throw new ConfigurationException(
                    "The number of customers " + Wording.value(customers) + " must lie between 1 and " + MOST_CUSTOMERS
                            + ".",
                    "Maybe ask for 8000.",
                    Where.nowhere());
        }
        if (!(eventsPerCustomer >= 1 && eventsPerCustomer <= 1000)) {
            throw new ConfigurationException(
                    "The number of events per customer " + Wording.value(eventsPerCustomer)
                            + " must lie between 1 and 1000.",
                    "Maybe ask for 40.",
                    Where.nowhere());
        }
    }

    /**
     * So many customers with about 40 events each.
     *
     * @param customers the rows of {@code customers.csv}
     * @param seed where the random numbers start
     * @throws ConfigurationException if {@code customers} is out of range
     */
    public SyntheticEvents(long customers, long seed) {
        this(customers, seed, USUAL_EVENTS);
    }

    /**
     * How much the files hold.
     *
     * @param customers the rows of {@code customers.csv}
     * @param prospects the rows of {@code prospects.csv}
     * @param events the rows of {@code usage.csv}
     */
    public record Written(long customers, long prospects, long events) {}

    /**
     * One account, drawn alone.
     *
     * @param number the account's number, from 1; may lie beyond the last of the files
     * @return the account with its events
     * @throws ConfigurationException if {@code number} is below 1
     */
    public Account account(long number) {
        if (number < 1) {
            throw new ConfigurationException(
                    "There is no account number " + Wording.value(number) + ".",
                    "Maybe count from 1.",
                    Where.nowhere());
        }
        return AccountProcess.draw(seed, number, scale());
    }

    /** {@return the accounts, customers and prospects, by their numbers; the last is the last customer} */
    @Override
    public Iterator<Account> iterator() {
        return new AccountOrder(customers, seed, scale());
    }

    /**
     * Writes the three files, as {@link #writeCsv(Path, Progress)} does, and tells no one.
     *
     * @param folder the folder
     * @return how much was written
     * @throws OutputException if one cannot be written
     */
    public Written writeCsv(Path folder) {
        return writeCsv(folder, Progress.none());
    }

    /**
     * Writes {@value #CUSTOMERS_FILE}, {@value #PROSPECTS_FILE} and {@value #USAGE_FILE}: comma-separated, a header, line
     * feeds, plain ASCII. Each appears whole or not at all, the folder is made if it is missing, and memory does not grow
     * with the customers. The usage log stands by account, and by time within each.
     *
     * @param folder the folder; files of these names that are there already are replaced
     * @param progress told how many customers are written
     * @return how much was written
     * @throws OutputException if one cannot be written
     */
    public Written writeCsv(Path folder, Progress progress) {
        Written[] written = {new Written(0, 0, 0)};
        OutputFile.write(
                folder.resolve(CUSTOMERS_FILE),
                first -> OutputFile.write(
                        folder.resolve(PROSPECTS_FILE),
                        second -> OutputFile.write(
                                folder.resolve(USAGE_FILE),
                                third -> written[0] = new AccountFiles(first, second, third).write(this, progress))));
        return written[0];
    }

    private double scale() {
        return eventsPerCustomer / USUAL_EVENTS;
    }
}
