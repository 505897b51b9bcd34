package io.github.churnml.benchmarks;

import java.util.Optional;

/** Something that may not be there on this machine. */
interface Optionally {

    /** Why it is not there; empty if it is. */
    Optional<String> problem();
}
