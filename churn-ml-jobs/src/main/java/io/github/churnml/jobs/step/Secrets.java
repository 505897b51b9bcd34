package io.github.churnml.jobs.step;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What environment variables hold, to be taken out of texts: the name of the variable stands in its place. */
final class Secrets {

    /** A shorter value is in many words, and says little. */
    private static final int SHORTEST = 3;

    private final Map<String, String> variables = new LinkedHashMap<>();

    private Secrets() {}

    /** The variables that places name, and those that hold logins of databases. */
    static Secrets of(List<Place> places, Map<String, String> environment) {
        Secrets secrets = new Secrets();
        places.forEach(place -> place.variables().forEach(name -> secrets.add(name, environment)));
        secrets.add(DatabasePlace.PASSWORD, environment);
        return secrets;
    }

    private void add(String name, Map<String, String> environment) {
        String value = environment.get(name);
        if (value != null && value.length() >= SHORTEST) {
            variables.put(name, value);
        }
    }

    String hidden(String text) {
        String clean = text;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            clean = clean.replace(variable.getValue(), "${" + variable.getKey() + "}");
        }
        return clean;
    }

    /**
     * A result whose places and sentences are clean. Files in the run's folder and the other facts have no place in them, and are read by
     * later steps: a variable that holds {@code 40} must not change a number of rows.
     */
    StepResult hidden(StepResult result) {
        Map<String, String> facts = new LinkedHashMap<>();
        result.facts().forEach((name, value) -> facts.put(name, name.equals(Workspace.SOURCE) ? hidden(value) : value));
        return new StepResult(
                result.inputs().stream()
                        .map(file -> isInFolder(file) ? file : hidden(file))
                        .toList(),
                result.outputs().stream()
                        .map(file -> isInFolder(file) ? file : hidden(file))
                        .toList(),
                facts,
                result.notices().stream().map(this::hidden).toList(),
                result.mark());
    }

    private static boolean isInFolder(StepResult.StepFile file) {
        return !file.sha256().isEmpty()
                && !file.place().startsWith("/")
                && file.place().indexOf(':') < 0;
    }

    private StepResult.StepFile hidden(StepResult.StepFile file) {
        return new StepResult.StepFile(file.role(), hidden(file.place()), file.sha256(), file.rows());
    }

    /** The same failure in clean words; without its cause if that has a secret in it. */
    ChurnException hidden(ChurnException e) {
        if (isClean(e)) {
            return e;
        }
        String[] lines = hidden(String.valueOf(e.getMessage())).split("\n", 2);
        String problem = lines[0];
        String maybe = lines.length > 1 ? lines[1] : "";
        ChurnException clean = like(e, problem, maybe);
        clean.setStackTrace(e.getStackTrace());
        return clean;
    }

    private static ChurnException like(ChurnException e, String problem, String maybe) {
        if (e instanceof ConfigurationException) {
            return new ConfigurationException(problem, maybe, Where.nowhere());
        }
        if (e instanceof OutputException) {
            return new OutputException(problem, maybe, Where.nowhere());
        }
        if (e instanceof ModelFileException) {
            return new ModelFileException(problem, maybe, Where.nowhere());
        }
        if (e instanceof RegistryException) {
            return new RegistryException(problem, maybe, Where.nowhere());
        }
        return new DataException(problem, maybe, Where.nowhere());
    }

    private boolean isClean(Throwable e) {
        for (@Nullable Throwable at = e; at != null; at = at.getCause()) {
            String told = String.valueOf(at);
            if (!hidden(told).equals(told)) {
                return false;
            }
        }
        return true;
    }
}
