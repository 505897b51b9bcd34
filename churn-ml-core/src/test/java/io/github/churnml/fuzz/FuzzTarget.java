package io.github.churnml.fuzz;

import io.github.churnml.error.ChurnException;
import java.util.List;

/**
 * One door: takes any bytes, and either what was read can be used or it was refused in words.
 *
 * @param name what it is called on the command line, and the folder of its kept inputs
 * @param seeds inputs to begin with, good ones and nasty ones
 * @param words what is worth inserting
 * @param longest how many bytes a mutant may have; seeds may have more
 * @param door reads the bytes and uses what it read
 */
public record FuzzTarget(String name, List<byte[]> seeds, List<String> words, int longest, Door door) {

    FuzzTarget(String name, List<byte[]> seeds, List<String> words, Door door) {
        this(name, seeds, words, Mutator.LONGEST, door);
    }

    /** The same with shorter mutants. */
    FuzzTarget upTo(int bytes) {
        return new FuzzTarget(name, seeds, words, bytes, door);
    }

    /** Reads bytes and uses what was read. */
    interface Door {
        /** Whatever a {@link ChurnException} from here says is checked; anything else that is thrown is a finding. */
        void enter(byte[] bytes) throws Exception;
    }

    /** Reads bytes; may refuse them. */
    interface Reading<T> {
        T read(byte[] bytes) throws Exception;
    }

    /** Uses what was read; may not refuse anything. */
    interface Use<T> {
        void use(T read) throws Exception;
    }

    static <T> FuzzTarget of(String name, List<byte[]> seeds, List<String> words, Reading<T> reading, Use<T> use) {
        return new FuzzTarget(name, seeds, words, bytes -> {
            T read = reading.read(bytes);
            try {
                use.use(read);
            } catch (ChurnException e) {
                throw new AssertionError("what was read cannot be used", e);
            }
        });
    }

    /**
     * Throws bytes at the door.
     *
     * @return null if they were taken, or the words in which they were refused
     * @throws Exception or an error, if that is a finding
     */
    String refusal(byte[] bytes) throws Exception {
        long before = Allocation.soFar();
        String refusal = enter(bytes);
        if (!Allocation.isModest(before)) {
            // Once more: the first time, classes may have been loaded, and instrumented by Jazzer on this very thread.
            before = Allocation.soFar();
            enter(bytes);
            Allocation.requireModest(before);
        }
        return refusal;
    }

    private String enter(byte[] bytes) throws Exception {
        try {
            door.enter(bytes.clone());
            return null;
        } catch (ChurnException e) {
            Refusal.check(e, bytes);
            return e.getMessage();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
