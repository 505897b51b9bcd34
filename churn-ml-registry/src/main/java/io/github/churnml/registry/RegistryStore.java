package io.github.churnml.registry;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.RemoteFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * What a registry is kept in: an append-only log of numbered lines, and objects by name. The log decides; objects are written
 * before the event that names them, with their digest. Safe for many threads and processes.
 *
 * <p>The two promises that all rests on: {@link #append} of one number succeeds for one caller only, and so does {@link #create} of
 * one name. A store of objects has both by creating an object that must not be there ({@code If-None-Match: *}).
 */
public interface RegistryStore {

    /**
     * A folder of this machine, or one that it shares.
     *
     * @param folder the folder; made by the first write
     * @return the store
     */
    static RegistryStore folder(Path folder) {
        return new FolderStore(folder);
    }

    /**
     * The store at an address, or in a folder.
     *
     * @param address {@code s3://bucket/prefix}, {@code jdbc:postgresql://host/database}, or a folder's path
     * @param environment variables that say how the place is reached, as those of the process do
     * @return the store
     * @throws ConfigurationException if nothing on the class path serves the address, which names the artifact to add
     */
    static RegistryStore at(String address, Map<String, String> environment) {
        int colon = address.indexOf(':');
        String scheme = colon < 2 ? "" : address.substring(0, colon).toLowerCase(Locale.ROOT);
        for (RegistryStoreProvider one :
                ServiceLoader.load(RegistryStoreProvider.class, RegistryStore.class.getClassLoader())) {
            if (one.schemes().contains(scheme)) {
                return one.open(address, environment);
            }
        }
        if (!scheme.equals("jdbc") && !RemoteFiles.isAddress(address)) {
            return folder(Path.of(address));
        }
        throw new ConfigurationException(
                "Nothing here can keep a registry at " + Wording.value(scheme + ":") + " addresses.",
                switch (scheme) {
                    case "s3" -> "Maybe add the artifact churn-ml-aws.";
                    case "jdbc" -> "Maybe add the artifact churn-ml-jdbc.";
                    default -> "Maybe give a folder, or an address that begins with s3:// or jdbc:.";
                },
                Where.nowhere());
    }

    /** {@return where it is, for messages} */
    String place();

    /**
     * The lines of the log.
     *
     * @param after the number of the last line that is known already; 0 for all
     * @return the lines after it, in order and whole, without line feeds; what a crash cut short is left out
     * @throws io.github.churnml.error.ChurnException if the log cannot be read
     */
    List<byte[]> lines(long after);

    /**
     * Something that changes whenever a line is appended, as cheap to ask as the store can: a server asks before it answers.
     *
     * @return the stamp; 0 if there is no log
     */
    long stamp();

    /**
     * How long an answer of {@link #stamp} holds. A store that is reached over a network names some seconds: a server then asks it
     * beside the requests, so that one that is slow or not there delays none.
     *
     * @return the time; zero, which is the default, for a store that may be asked before each request
     */
    default Duration stampHolds() {
        return Duration.ZERO;
    }

    /**
     * Appends a line, and returns when it is safe on the disk.
     *
     * @param number the line's number, which must be the next
     * @param line the line, without line feed
     * @return false if there is a line of that number already, and nothing was written
     * @throws io.github.churnml.error.ChurnException if it cannot be written
     */
    boolean append(long number, byte[] line);

    /** {@return whether {@link #exclusively} keeps all other processes from writing} */
    boolean locks();

    /**
     * Runs an action while no other process writes, or simply runs it in a store that cannot lock. May be called inside itself.
     *
     * @param action what to do
     * @param <T> what it gives back
     * @return what the action gives back
     */
    <T> T exclusively(Supplier<T> action);

    /**
     * Writes an object whole, if there is none of that name.
     *
     * @param name its name
     * @param content its bytes
     * @return false if there is one already, and nothing was written
     * @throws io.github.churnml.error.ChurnException if it cannot be written
     */
    boolean create(String name, byte[] content);

    /**
     * Writes an object whole, in place of one that is there.
     *
     * @param name its name
     * @param content its bytes
     * @throws io.github.churnml.error.ChurnException if it cannot be written
     */
    void write(String name, byte[] content);

    /**
     * Reads an object.
     *
     * @param name its name
     * @return its bytes; empty if it is not there
     * @throws io.github.churnml.error.ChurnException if it cannot be read, or is larger than 1 GB
     */
    Optional<byte[]> read(String name);

    /**
     * Deletes an object; one that is not there is no failure.
     *
     * @param name its name
     * @throws io.github.churnml.error.ChurnException if it cannot be deleted
     */
    void delete(String name);

    /** {@return the names of all objects, in order; without the log} */
    List<String> names();
}
