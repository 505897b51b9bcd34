package io.github.churnml.monitor;

/** Carries out one kind of action of a plan, such as writing an incident or starting a training run. */
@FunctionalInterface
public interface Action {

    /**
     * Carries it out. Called by one thread, once for each plan that is acted upon and asks for it.
     *
     * @param plan the plan that asks for it
     * @return what was done, in a few words for the audit log
     * @throws Exception if it could not be done; the message goes to the audit log, and the other actions go on
     */
    String carryOut(MonitoringPlan plan) throws Exception;
}
