package io.github.churnml.cli;

import io.github.churnml.data.Notice;
import io.github.churnml.data.read.TableRows;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;

/** What the subcommands share: common options, and the two forms of an answer. */
abstract class Subcommand implements Callable<Integer> {

    @Mixin
    final CommonOptions common = new CommonOptions();

    final Surroundings surroundings;

    Subcommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does the work; what goes wrong is thrown. */
    abstract void run();

    @Override
    public final Integer call() {
        Logging.configure(common.logLevel);
        run();
        return exitCode();
    }

    /** What a run that did its work returns; other than 0 only where an option asks for that. */
    int exitCode() {
        return 0;
    }

    /** Gives the answer on standard output: as JSON if that was asked for, else as text. */
    final void answer(Supplier<Map<String, ?>> json, Supplier<String> text) {
        if (common.json) {
            byte[] bytes = JsonText.of(json.get()).getBytes(StandardCharsets.UTF_8);
            surroundings.out().write(bytes, 0, bytes.length);
        } else {
            surroundings.out().print(text.get());
        }
        new StandardOutput(surroundings.out()).flush();
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

    /** Notices as lines of text. */
    static String lines(Collection<Notice> notices) {
        StringBuilder lines = new StringBuilder();
        notices.forEach(notice -> lines.append("  - ").append(notice.message()).append('\n'));
        return lines.toString();
    }
}
