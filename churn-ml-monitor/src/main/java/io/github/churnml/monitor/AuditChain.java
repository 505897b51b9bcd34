package io.github.churnml.monitor;

import java.util.Optional;

/** Follows the chain of an audit log. Mutable, for one thread. */
final class AuditChain {

    private String hash;
    private long entries;
    private long unreadable;
    private long firstProblem;
    private String problem = "";

    AuditChain(String first) {
        this.hash = first;
    }

    void take(BoundedLines line) {
        Optional<AuditLog.Link> found =
                line.isTooLong() || !line.isEnded() ? Optional.empty() : AuditLog.link(line.bytes(), line.length());
        if (found.isEmpty()) {
            unreadable++;
            return;
        }
        AuditLog.Link link = found.get();
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

    AuditCheck check() {
        return new AuditCheck(entries, unreadable, firstProblem, problem, hash);
    }
}
