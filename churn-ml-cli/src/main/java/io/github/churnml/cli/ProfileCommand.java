package io.github.churnml.cli;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.files.OutputFile;
import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.profile.ProfileText;
import io.github.churnml.profile.TableProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn profile}: what a table is like, and what is suspicious in it. */
@Command(
        name = "profile",
        description = "Shows what a table is like, and what is suspicious in it: leaks, duplicates, repetitions, gaps.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "With --out, everything goes into profile.json: all findings, quantiles, churn rates with intervals.",
            "",
            "Examples:",
            "  churn profile --data customers.csv --target churned",
            "  churn profile --data telco.csv --target Churn --positive Yes --out telco/",
            "  churn profile --data log.csv --json",
            "  churn profile --jdbc jdbc:postgresql://localhost/crm --table customers --target churned"
        })
final class ProfileCommand extends Subcommand {

    private static final int SHOWN_FINDINGS = 5;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The customers, as CSV, Excel or JSON; --jdbc names a database instead.")
    @Nullable
    InputFile data;

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "The column that says who left. Without it, leaks can be told by name only.")
    @Nullable
    String target;

    @Mixin
    final LabelFlags labels = new LabelFlags();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where to write profile.json; made if it is not there. Default: not written.")
    @Nullable
    Path out;

    @Mixin
    final ReadFlags reading = new ReadFlags();

    ProfileCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Path table = reading.required(data, "--data", surroundings);
        noticed(reading);
        ProfileOptions options = new ProfileOptions(target, labels.positive, labels.negative);
        TableProfile profile;
        try (ProgressLine progress = progress()) {
            Dataset read = Tables.read(table, reading.options().withProgress(progress));
            profile = TableProfile.of(read, options);
        }
        Path written = out == null ? null : write(out, profile);
        answer(profile::toMap, () -> text(profile, written));
    }

    private static Path write(Path folder, TableProfile profile) {
        Path file = folder.resolve("profile.json");
        OutputFile.write(
                file, stream -> stream.write(JsonText.of(profile.toMap()).getBytes(StandardCharsets.UTF_8)));
        return file;
    }

    private String text(TableProfile profile, @Nullable Path written) {
        String text = ProfileText.of(profile, SHOWN_FINDINGS);
        if (common.quiet) {
            return text;
        }
        if (written != null) {
            return text + "\nWritten: " + written + "\n";
        }
        int hidden = profile.findings().size() - SHOWN_FINDINGS;
        if (hidden > 0 && reading.isFetched()) {
            return text + "\nAll of them: the same with --out FOLDER\n";
        }
        String named = target == null ? "" : " --target " + (target.contains(" ") ? "\"" + target + "\"" : target);
        return hidden <= 0 ? text : text + "\nAll of them: churn profile --data " + data + named + " --out FOLDER\n";
    }
}
