package io.github.churnml.monitor.log;

/**
 * What following the chain of an {@link ChainedLog} showed.
 *
 * @param entries how many entries there are
 * @param unreadable how many lines are no entries, as a crash leaves them
 * @param firstProblem the line at which the chain first breaks, from 1; 0 if it holds
 * @param problem what is wrong there; empty if nothing is
 * @param lastHash the hash of the last entry; zeros if there is none
 */
public record ChainCheck(long entries, long unreadable, long firstProblem, String problem, String lastHash) {

    /** {@return whether no entry was changed, removed or put in between} */
    public boolean isIntact() {
        return firstProblem == 0;
    }
}
