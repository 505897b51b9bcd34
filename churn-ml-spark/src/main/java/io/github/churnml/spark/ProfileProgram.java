package io.github.churnml.spark;

import io.github.churnml.profile.ProfileOptions;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** {@code churn-spark profile}: what a table is like, and how many customers of each group left. Prints it, and writes {@code profile.json} where asked to. */
final class ProfileProgram implements Program {

    private static final String USAGE = "profile --table TABLE --target COLUMN";
    private static final Set<String> FLAGS = Set.of("--json");
    private static final List<String> OPTIONS = List.of(
            "--table", "--path", "--format", "--target", "--positive", "--negative", "--zone", "--out", "--json");

    private final CustomerTable customers;
    private final ProfileOptions settings;
    private final ZoneId zone;
    private final Optional<String> out;
    private final boolean json;

    private ProfileProgram(Options options) {
        this.customers = CustomerTable.of(options);
        this.settings = new ProfileOptions(
                options.text("--target").orElse(null),
                options.text("--positive").orElse(null),
                options.names("--negative"));
        this.zone = options.zone("--zone");
        this.out = options.text("--out");
        this.json = options.flag("--json");
        options.finish();
    }

    /** Reads what stands behind the command. */
    static ProfileProgram of(List<String> arguments) {
        return new ProfileProgram(new Options(arguments, USAGE, FLAGS, OPTIONS));
    }

    @Override
    public int run(SparkSession spark) {
        Configuration files = spark.sparkContext().hadoopConfiguration();
        Optional<String> file = out.map(folder -> folder + "/profile.json");
        file.ifPresent(path -> ModelFiles.requirePlace(path, files));
        ChurnProfile profile = ChurnProfile.of(customers.read(spark), settings, zone);
        String document = JsonText.of(profile.toMap());
        file.ifPresent(
                path -> ModelFiles.replace("The profile", document.getBytes(StandardCharsets.UTF_8), path, files));
        String text = json
                ? document
                : profile.text() + file.map(path -> "\nWritten: " + path + "\n").orElse("");
        Said.answer(text.stripTrailing());
        return 0;
    }
}
