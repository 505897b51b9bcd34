package io.github.churnml.monitor;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a {@link MonitoringAgent} together. Mutable, for one thread. */
public final class MonitoringAgentBuilder {

    RuleSet rules = RuleSet.standard();
    Clock clock = Clock.systemUTC();

    @Nullable
    Instant judgedAt;

    @Nullable
    AuditLog auditLog;

    Map<ActionKind, Action> actions = new EnumMap<>(ActionKind.class);
    boolean dryRun = true;

    @Nullable
    RationaleWriter rationaleWriter;

    MonitoringAgentBuilder() {}

    private MonitoringAgentBuilder(MonitoringAgentBuilder from) {
        rules = from.rules;
        clock = from.clock;
        judgedAt = from.judgedAt;
        auditLog = from.auditLog;
        actions = from.actions.isEmpty() ? Map.of() : new EnumMap<>(from.actions);
        dryRun = from.dryRun;
        rationaleWriter = from.rationaleWriter;
    }

    /**
     * The rules to judge by. Default: {@link RuleSet#standard()}.
     *
     * @param newRules the rules
     * @return this
     */
    public MonitoringAgentBuilder rules(RuleSet newRules) {
        rules = newRules;
        return this;
    }

    /**
     * The clock, which tells points of the future, old histories and the time of decisions; it does not choose what is
     * judged. Default: the system's.
     *
     * @param newClock the clock
     * @return this
     */
    public MonitoringAgentBuilder clock(Clock newClock) {
        clock = newClock;
        return this;
    }

    /**
     * The time to judge; newer points are left out. Default: that of the newest point.
     *
     * @param time the time, from 1970 to 2261, or null for the default
     * @return this
     * @throws ConfigurationException if the time is out of range
     */
    public MonitoringAgentBuilder judgedAt(@Nullable Instant time) {
        if (time != null && Times.kept(time).isEmpty()) {
            throw new ConfigurationException(
                    "The time to judge is " + Wording.value(time) + " where years from 1970 to 2261 are possible.",
                    "Maybe seconds and milliseconds were mixed up.",
                    Where.nowhere());
        }
        judgedAt = time;
        return this;
    }

    /**
     * Where decisions are written to, and cool-downs are read from. Default: nowhere, and rules are never silent.
     *
     * @param log the log's file, made when it is first written, or null for none
     * @return this
     */
    public MonitoringAgentBuilder auditLog(@Nullable Path log) {
        auditLog = log == null ? null : new AuditLog(log);
        return this;
    }

    /**
     * Sets what carries out an action. Default: nothing; the plan then only says that it is to be done.
     *
     * @param kind the action; not {@link ActionKind#DO_NOTHING}
     * @param action carries it out
     * @return this
     * @throws ConfigurationException if the kind is to do nothing
     */
    public MonitoringAgentBuilder action(ActionKind kind, Action action) {
        if (kind == ActionKind.DO_NOTHING) {
            throw new ConfigurationException(
                    "Nothing carries out the action (do_nothing).", "Maybe another action was meant.", Where.nowhere());
        }
        actions.put(kind, action);
        return this;
    }

    /**
     * Whether actions are only planned and written to the audit log. Default: true.
     *
     * @param dry false to carry them out
     * @return this
     */
    public MonitoringAgentBuilder dryRun(boolean dry) {
        dryRun = dry;
        return this;
    }

    /**
     * Sets what rewrites the rationale in other words. Default: nothing.
     *
     * @param writer the writer, or null for none
     * @return this
     */
    public MonitoringAgentBuilder rationaleWriter(@Nullable RationaleWriter writer) {
        rationaleWriter = writer;
        return this;
    }

    /** {@return the agent; this builder may be changed and used again} */
    public MonitoringAgent build() {
        return new MonitoringAgent(new MonitoringAgentBuilder(this));
    }
}
