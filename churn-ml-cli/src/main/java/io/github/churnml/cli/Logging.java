package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.List;
import java.util.Locale;

/** What the libraries may log. slf4j-simple reads its settings once, so this runs before any logger is made. */
final class Logging {

    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error", "off");
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    static void configure(String asked) {
        String level = asked.toLowerCase(Locale.ROOT);
        if (!LEVELS.contains(level)) {
            throw new ConfigurationException(
                    "The log level " + Wording.value(asked) + " is not known.",
                    Wording.maybeNearest(asked, LEVELS),
                    Where.nowhere());
        }
        System.setProperty(PREFIX + "defaultLogLevel", level);
        System.setProperty(PREFIX + "showThreadName", "false");
        System.setProperty(PREFIX + "showShortLogName", "true");
        // Smile logs every tree at info and warns of what we have handled; debug or trace show it.
        boolean all = level.equals("trace") || level.equals("debug");
        // What a database that is away does to jobs is told by their node, in one line.
        System.setProperty(PREFIX + "log.com.github.kagkarlsson", all ? level : "off");
        // What the web server below says goes the same way.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        System.setProperty(PREFIX + "log.smile", all ? level : level.equals("off") ? "off" : "error");
    }

    /** What a server may log besides: with the time, and which model answers now unless only what was asked for may be said. */
    static void forServer(String asked, boolean quiet) {
        if (!quiet && asked.equalsIgnoreCase("warn")) {
            System.setProperty(PREFIX + "log.io.github.churnml.serving.reload.Reloader", "info");
        }
    }
}
