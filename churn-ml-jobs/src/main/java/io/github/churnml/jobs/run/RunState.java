package io.github.churnml.jobs.run;

/** What became of a run so far. */
public enum RunState {
    /** It waits for a node, or for an earlier run of the job. */
    QUEUED,
    /** A node works on it, or did when it died. */
    RUNNING,
    /** All steps are done. */
    SUCCEEDED,
    /** A step failed for good. */
    FAILED,
    /** It was never begun: its tick was missed too long ago, or the job still ran. */
    SKIPPED,
    /** It was ended by hand. */
    CANCELLED;

    /** {@return whether it is still to be worked on} */
    public boolean isOpen() {
        return this == QUEUED || this == RUNNING;
    }
}
