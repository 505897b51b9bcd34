package io.github.churnml.jobs.plan;

import io.github.churnml.error.Wording;
import io.github.churnml.jobs.step.RetryPolicy;
import io.github.churnml.monitor.Durations;
import io.github.churnml.settings.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The YAML form of a {@link RetryPolicy}: what is left out is as usual. */
final class RetryYaml {

    private static final int MOST = 100;

    private RetryYaml() {}

    static RetryPolicy read(Settings settings, RetryPolicy usual) {
        int most = settings.has("most") ? (int) settings.integer("most", 0, MOST) : usual.most();
        Duration first = settings.has("first") ? duration(settings, "first") : usual.first();
        List<String> growths = Arrays.stream(RetryPolicy.Growth.values())
                .map(growth -> growth.name().toLowerCase(Locale.ROOT))
                .toList();
        RetryPolicy.Growth growth = settings.has("growth")
                ? RetryPolicy.Growth.values()[growths.indexOf(settings.choice("growth", growths))]
                : usual.growth();
        Duration longest = settings.has("longest") ? duration(settings, "longest") : usual.longest();
        double jitter = settings.has("jitter") ? settings.number("jitter", 0, 1) : usual.jitter();
        settings.finish();
        return new RetryPolicy(most, first, growth, longest, jitter);
    }

    static Duration duration(Settings settings, String key) {
        String text = settings.text(key);
        return Durations.parse(text)
                .filter(length -> !length.isZero())
                .orElseThrow(() -> settings.problem(
                        "Key " + settings.quoted(key) + " holds " + Wording.value(text)
                                + " where a length of time is required.",
                        "Maybe write it as 90s, 30m, 12h or 7d."));
    }
}
