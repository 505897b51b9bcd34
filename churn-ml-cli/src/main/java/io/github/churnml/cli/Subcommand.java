package io.github.churnml.cli;

import io.github.churnml.data.Notice;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.error.ChurnException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the subcommands share: common options, and the two forms of an answer. */
abstract class Subcommand implements Callable<Integer> {

    @Mixin
    final CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    CommandSpec spec;

    final Surroundings surroundings;

    /** What the options name on other machines. */
    final FetchedFiles files;

    Subcommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.files = new FetchedFiles(surroundings, () -> common.quiet);
    }

    /** Does the work; what goes wrong is thrown. */
    abstract void run();

    @Override
    public final Integer call() {
        Logging.configure(common.logLevel);
        try {
            run();
        } catch (ChurnException | Failure.Ended e) {
            Failure failure = Failure.of(e);
            Failure named = new Failure(failure.exit(), named(failure.error()), named(failure.hint()));
            throw failure.equals(named) ? e : new Failure.Ended(named, e);
        } finally {
            reading().ifPresent(ReadFlags::close);
            files.close();
        }
        return exitCode();
    }

    /** How a table is read, of a command that reads one. */
    private Optional<ReadFlags> reading() {
        return spec.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(ReadFlags.class::isInstance)
                .map(ReadFlags.class::cast)
                .findFirst();
    }

    /** A text in which fetched rows and files stand under their own names, not those of temporary files. */
    final String named(String text) {
        String named = files.named(text);
        return reading().map(reading -> reading.named(named)).orElse(named);
    }

    /** What a run that did its work returns; other than 0 only where an option asks for that. */
    int exitCode() {
        return 0;
    }

    /** Gives the answer on standard output: as JSON if that was asked for, else as text. */
    final void answer(Supplier<Map<String, ?>> json, Supplier<String> text) {
        if (common.json) {
            byte[] bytes = named(JsonText.of(withFetched(json.get()))).getBytes(StandardCharsets.UTF_8);
            surroundings.out().write(bytes, 0, bytes.length);
        } else {
            surroundings.out().print(named(text.get()));
        }
        new StandardOutput(surroundings.out()).flush();
    }

    /** A document, with where the files were really fetched from, if any were. */
    final Map<String, ?> withFetched(Map<String, ?> document) {
        List<Map<String, Object>> fetched = files.json();
        if (fetched.isEmpty()) {
            return document;
        }
        Map<String, Object> all = new LinkedHashMap<>(document);
        all.put("fetched", fetched);
        return all;
    }

    final ProgressLine progress() {
        return ProgressLine.on(surroundings, common);
    }

    /** Says on standard error what a reader noticed in a table whose rows are handed on one by one. */
    final void noticed(TableRows rows) {
        if (!common.quiet) {
            rows.notices().forEach(notice -> surroundings.err().println("churn: note: " + notice.message()));
        }
    }

    /** Says on standard error what was noticed when rows were fetched from a database. */
    final void noticed(ReadFlags reading) {
        if (!common.quiet) {
            reading.notices().forEach(notice -> surroundings.err().println("churn: note: " + notice.message()));
        }
    }

    /** Notices as lines of text. */
    static String lines(Collection<Notice> notices) {
        StringBuilder lines = new StringBuilder();
        notices.forEach(notice -> lines.append("  - ").append(notice.message()).append('\n'));
        return lines.toString();
    }
}
