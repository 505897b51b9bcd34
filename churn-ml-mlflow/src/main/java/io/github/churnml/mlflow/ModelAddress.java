package io.github.churnml.mlflow;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model's address on a server, as MLflow writes it. */
sealed interface ModelAddress {

    /** {@code models:/NAME@ALIAS}. */
    record ByAlias(String name, String alias) implements ModelAddress {}

    /** {@code models:/NAME/VERSION}. */
    record ByNumber(String name, int number) implements ModelAddress {}

    /** {@code models:/m-ID}, of MLflow 3. */
    record ById(String id) implements ModelAddress {}

    /** {@code runs:/ID/PATH}. */
    record InRun(String run, String path) implements ModelAddress {}

    Pattern ALIAS = Pattern.compile("models:/([^/:@]+)@([\\w-]+)");
    Pattern NUMBER = Pattern.compile("models:/([^/:@]+)/(\\d{1,9})");
    Pattern ID = Pattern.compile("models:/(m-[0-9a-f]{32})");
    Pattern RUN = Pattern.compile("runs:/([0-9a-f]{32})/(.+)");

    static ModelAddress of(String address) {
        // Some write two or three slashes, as in other addresses.
        String text = address.strip().replaceFirst("^(models|runs):/+", "$1:/");
        Matcher alias = ALIAS.matcher(text);
        if (alias.matches()) {
            return new ByAlias(alias.group(1), alias.group(2));
        }
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            return new ByNumber(number.group(1), Integer.parseInt(number.group(2)));
        }
        Matcher id = ID.matcher(text);
        if (id.matches()) {
            return new ById(id.group(1));
        }
        Matcher run = RUN.matcher(text);
        if (run.matches() && MlflowArtifacts.isInside(run.group(2))) {
            return new InRun(run.group(1), run.group(2).replaceAll("/+$", ""));
        }
        throw new ConfigurationException(
                "The address " + Wording.value(address) + " names no model of MLflow.",
                text.matches("models:/[^/:@]+(/[A-Za-z]\\w*)?")
                        ? "Maybe name an alias or a version: models:/NAME@champion or models:/NAME/3; stages and 'latest' are"
                                + " not followed."
                        : "Maybe it is like models:/NAME@champion, models:/NAME/3, models:/m-ID or runs:/ID/model.",
                Where.nowhere());
    }
}
