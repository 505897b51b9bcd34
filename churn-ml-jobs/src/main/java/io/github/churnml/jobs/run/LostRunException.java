package io.github.churnml.jobs.run;

/** Another node has the run now, or it was cancelled: this one must write nothing more. */
final class LostRunException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LostRunException() {
        super("the run is another's now");
    }
}
