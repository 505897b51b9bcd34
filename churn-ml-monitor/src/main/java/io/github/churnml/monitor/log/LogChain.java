package io.github.churnml.monitor.log;

import java.util.Optional;

/** Follows the chain of a log. Mutable, for one thread. */
final class LogChain {

    private String hash;
    private long entries;
    private long unreadable;
    private long firstProblem;
    private String problem = "";

    LogChain(String first) {
        this.hash = first;
    }

    void take(BoundedLines line) {
        Optional<ChainedLine> found =
                line.isTooLong() || !line.isEnded() ? Optional.empty() : ChainedLine.read(line.bytes(), line.length());
        if (found.isEmpty()) {
            unreadable++;
            return;
        }
        ChainedLine link = found.get();
        entries++;
        if (!link.isUnchanged()) {
            note(line.number(), "it was changed: its hash is another");
        } else if (!link.previous().equals(hash)) {
            note(line.number(), "an entry before it was changed, removed or put in between");
        } else if (link.number() != entries) {
            note(line.number(), "it has number " + link.number() + " and is the " + entries + ". entry");
        }
        hash = link.hash();
    }

    private void note(long number, String what) {
        if (firstProblem == 0) {
            firstProblem = number;
            problem = what;
        }
    }

    ChainCheck check() {
        return new ChainCheck(entries, unreadable, firstProblem, problem, hash);
    }
}
