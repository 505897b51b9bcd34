package io.github.churnml.jobs.step;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.RemoteFiles;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path, an address or a login with gaps that a run fills in: <code>{due}</code> is the day that the run is for, such as {@code
 * 2026-11-30}, in the zone of the job's schedule; <code>{run}</code> the run's identifier; <code>{job}</code> the job's name; <code>
 * ${NAME}</code> an environment variable, whose value is shown nowhere.
 *
 * @param text the text with its gaps
 */
public record Place(String text) {

    private static final Pattern GAP = Pattern.compile("(\\$?)\\{([^{}]*)\\}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final List<String> GAPS = List.of("due", "run", "job");

    /**
     * Looks the gaps over.
     *
     * @param text the text with its gaps
     * @throws ConfigurationException if it is blank, or a gap is none of those that are known
     */
    public Place {
        if (text.isBlank()) {
            throw new ConfigurationException("A place is blank.", "Maybe give a path or an address.", Where.nowhere());
        }
        Matcher gaps = GAP.matcher(text);
        while (gaps.find()) {
            boolean isVariable = !gaps.group(1).isEmpty();
            String name = gaps.group(2);
            if (isVariable && !VARIABLE.matcher(name).matches()) {
                throw new ConfigurationException(
                        "The gap " + Wording.value(gaps.group()) + " names no environment variable.",
                        "Maybe ${CHURN_BUCKET}: letters, digits and underscores.",
                        Where.nowhere());
            }
            if (!isVariable && !GAPS.contains(name)) {
                throw new ConfigurationException(
                        "The gap " + Wording.value(gaps.group()) + " is not known: there are {due}, {run} and {job}.",
                        "Maybe ${" + Wording.plain(name) + "} for an environment variable.",
                        Where.nowhere());
            }
        }
    }

    /** A place that is a path of this machine. */
    static Place ofPath(String text) {
        return new Place(requirePath(text));
    }

    static String requirePath(String text) {
        if (RemoteFiles.isAddress(text)) {
            throw new ConfigurationException(
                    "The address " + Wording.value(text) + " stands where a path of this machine is required.",
                    "Maybe a path such as work/history.jsonl: what is fetched and stored may be at an address, and this not.",
                    Where.nowhere());
        }
        return text;
    }

    /** A place that may be left out. */
    static @Nullable Place ofNullable(@Nullable String text) {
        return text == null ? null : new Place(text);
    }

    /** {@return the environment variables that it names} */
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        Matcher gaps = GAP.matcher(text);
        while (gaps.find()) {
            if (!gaps.group(1).isEmpty()) {
                names.add(gaps.group(2));
            }
        }
        return names;
    }

    /** Whether it is one variable and nothing else, as a secret is to be. */
    boolean isVariable() {
        Matcher gap = GAP.matcher(text);
        return gap.matches() && !gap.group(1).isEmpty();
    }

    /** With its gaps filled. */
    String in(StepContext context, ZoneId zone) {
        return filled(context, zone, context.environment());
    }

    /** With its gaps filled, but for variables: as it may be shown. */
    String shownIn(StepContext context, ZoneId zone) {
        return filled(context, zone, null);
    }

    private String filled(StepContext context, ZoneId zone, @Nullable Map<String, String> environment) {
        return GAP.matcher(text)
                .replaceAll(gap -> Matcher.quoteReplacement(
                        gap.group(1).isEmpty()
                                ? known(gap.group(2), context, zone)
                                : environment == null ? gap.group() : variable(gap.group(2), environment)));
    }

    private static String known(String name, StepContext context, ZoneId zone) {
        return switch (name) {
            case "due" -> context.due().atZone(zone).toLocalDate().toString();
            case "run" -> context.run();
            default -> context.job();
        };
    }

    private static String variable(String name, Map<String, String> environment) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new ConfigurationException(
                    "The environment variable " + Wording.name(name) + ", which the job names, is "
                            + (value == null ? "not set." : "blank."),
                    "Maybe set it where the job runs.",
                    Where.nowhere());
        }
        return value;
    }

    /** {@return the text with its gaps} */
    @Override
    public String toString() {
        return text;
    }
}
