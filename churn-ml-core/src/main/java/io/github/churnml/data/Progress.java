package io.github.churnml.data;

/** A listener that is told how far a long piece of work has come; implementations must be quick and must not throw. */
@FunctionalInterface
public interface Progress {

    /**
     * Work has come this far.
     *
     * @param stage what is being done, in a few words, such as {@code reading}
     * @param done how much is done
     * @param total how much there is, or -1 if that is not known
     */
    void at(String stage, long done, long total);

    /** {@return a listener that does nothing} */
    static Progress none() {
        return (stage, done, total) -> {};
    }
}
