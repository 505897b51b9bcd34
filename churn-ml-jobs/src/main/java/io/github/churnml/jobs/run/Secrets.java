package io.github.churnml.jobs.run;

import io.github.churnml.jobs.step.StepResult;
import io.github.churnml.jobs.step.StepResult.StepFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes out of a run's record what may be secret: the values of variables whose names say so, and passwords in addresses. The steps
 * themselves keep secrets to themselves; this is for what they overlooked.
 */
final class Secrets {

    private static final String HIDDEN = "***";
    private static final int SHORTEST = 6;
    private static final int LONGEST_TEXT = 10_000;
    private static final Pattern NAME =
            Pattern.compile("pass|pwd|secret|token|credential|(^|_)key(_|$)|api_?key", Pattern.CASE_INSENSITIVE);
    /** The name of a secret, and where it lies, is none, and is needed in messages; PWD is the folder in which the program runs. */
    private static final Pattern NO_SECRET =
            Pattern.compile("_(name|file|path|dir)$|^(OLD)?PWD$|_ASKPASS$", Pattern.CASE_INSENSITIVE);

    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]+@");
    private static final Pattern IN_PARAMETER =
            Pattern.compile("((?:password|passwd|pwd|secret|token|credential)=)[^&;\\s)]+", Pattern.CASE_INSENSITIVE);

    private final List<String> values = new ArrayList<>();

    Secrets(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (NAME.matcher(name).find() && !NO_SECRET.matcher(name).find() && value.length() >= SHORTEST) {
                values.add(value);
            }
        });
        values.sort(Comparator.comparingInt(String::length).reversed());
    }

    String scrub(String text) {
        String clean = text;
        for (String value : values) {
            clean = clean.replace(value, HIDDEN);
        }
        clean = IN_ADDRESS.matcher(clean).replaceAll("$1" + HIDDEN + "@");
        clean = IN_PARAMETER.matcher(clean).replaceAll("$1" + HIDDEN);
        return clean.length() > LONGEST_TEXT ? clean.substring(0, LONGEST_TEXT) + "…" : clean;
    }

    StepResult scrub(StepResult result) {
        Map<String, String> facts = new LinkedHashMap<>();
        result.facts().forEach((name, value) -> facts.put(scrub(name), scrub(value)));
        return new StepResult(
                files(result.inputs()),
                files(result.outputs()),
                facts,
                result.notices().stream().map(this::scrub).toList(),
                result.mark().map(this::scrub));
    }

    private List<StepFile> files(List<StepFile> files) {
        return files.stream()
                .map(file -> new StepFile(scrub(file.role()), scrub(file.place()), file.sha256(), file.rows()))
                .toList();
    }
}
