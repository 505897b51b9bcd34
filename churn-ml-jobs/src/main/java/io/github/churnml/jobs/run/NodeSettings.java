package io.github.churnml.jobs.run;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a node works. All nodes of one database have the same heartbeat and number of missed ones.
 *
 * @param name what the node is called in records, at most 50 characters; another one than those of all other nodes
 * @param work the folder in which each run has its own, {@code JOB/RUN}
 * @param threads how many runs are worked on at the same time, of different jobs
 * @param look how often the node looks for ticks and runs
 * @param heartbeat how often a node says that it is alive
 * @param missed after how many heartbeats that were missed a node is taken for dead, at least 4
 * @param grace how long a step may take to stop when it is told to
 * @param mostLost how often the machine may die in one step before the run fails
 * @param environment variables, handed to the steps
 */
public record NodeSettings(
        String name,
        Path work,
        int threads,
        Duration look,
        Duration heartbeat,
        int missed,
        Duration grace,
        int mostLost,
        Map<String, String> environment) {

    private static final int LONGEST_NAME = 50;

    /**
     * Checks the values.
     *
     * @param name what the node is called
     * @param work the folder of runs
     * @param threads how many runs at the same time, 1 to 100
     * @param look how often the node looks, 10 ms to a minute
     * @param heartbeat how often it says that it is alive, 100 ms to an hour
     * @param missed how many may be missed, 4 to 1,000
     * @param grace how long a step may take to stop
     * @param mostLost how often the machine may die in one step
     * @param environment variables
     * @throws ConfigurationException if one is out of range
     */
    public NodeSettings {
        environment = Map.copyOf(environment);
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new ConfigurationException(
                    "The node's name " + Wording.value(name) + " is empty or longer than " + LONGEST_NAME
                            + " characters.",
                    "Maybe use a short one.",
                    Where.nowhere());
        }
        require("number of threads", threads, 1, 100);
        require("time between looks in milliseconds", look.toMillis(), 10, 60_000);
        require("heartbeat in milliseconds", heartbeat.toMillis(), 100, 3_600_000);
        require("number of missed heartbeats", missed, 4, 1000);
    }

    private static void require(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new ConfigurationException(
                    "The " + what + " " + Wording.value(value) + " is not from " + Wording.count(least) + " to "
                            + Wording.count(most) + ".",
                    "Maybe leave it out.",
                    Where.nowhere());
        }
    }

    /**
     * A node that looks every 5 seconds, says every 10 seconds that it is alive, and is taken for dead after a minute without.
     *
     * @param name what it is called
     * @param work the folder of runs
     * @param environment variables
     * @return the settings: 2 threads, 10 seconds of grace, a run fails when the machine died 20 times in one step
     */
    public static NodeSettings standard(String name, Path work, Map<String, String> environment) {
        return new NodeSettings(
                name,
                work,
                2,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                6,
                Duration.ofSeconds(10),
                20,
                environment);
    }

    /**
     * The same, with other times.
     *
     * @param newLook how often the node looks
     * @param newHeartbeat how often it says that it is alive
     * @param newMissed how many may be missed
     * @return a changed copy
     */
    public NodeSettings withTimes(Duration newLook, Duration newHeartbeat, int newMissed) {
        return new NodeSettings(name, work, threads, newLook, newHeartbeat, newMissed, grace, mostLost, environment);
    }

    /**
     * The same, with another number of threads.
     *
     * @param newThreads how many runs at the same time
     * @return a changed copy
     */
    public NodeSettings withThreads(int newThreads) {
        return new NodeSettings(name, work, newThreads, look, heartbeat, missed, grace, mostLost, environment);
    }

    /** {@return the values without the variables, which may be secret} */
    @Override
    public String toString() {
        return "NodeSettings[" + name + ", " + work + ", " + threads + " threads]";
    }
}
