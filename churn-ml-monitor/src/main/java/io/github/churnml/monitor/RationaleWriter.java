package io.github.churnml.monitor;

/**
 * Puts a plan's rationale in other words, as a language model may. It never decides: status, findings and actions are
 * settled before it is asked, and what it returns goes nowhere but into the rationale. The audit log keeps what the rules
 * saw beside it.
 *
 * <p>What it is given may hold names of columns and rules, never a customer's values.
 */
@FunctionalInterface
public interface RationaleWriter {

    /**
     * Rewrites the rationale.
     *
     * @param plan the plan, with the rationale that was made from its rules
     * @return the new words, at most 10,000 characters of which are kept; if they are blank, or an exception is thrown,
     *     the old ones stay
     * @throws Exception if it cannot
     */
    String rewrite(MonitoringPlan plan) throws Exception;
}
