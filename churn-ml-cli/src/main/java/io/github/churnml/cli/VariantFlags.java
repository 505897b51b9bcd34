package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.variant.Variant;
import io.github.churnml.registry.variant.VariantSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The one variant that is trained, as options. */
final class VariantFlags {

    @Option(
            names = "--geography",
            paramLabel = "VALUE",
            description =
                    "Learn from the customers of this geography alone; writes into a folder of its own below --out,"
                            + " such as geography-us/. Default: from all.")
    @Nullable
    String geography;

    @Option(
            names = "--company",
            paramLabel = "VALUE",
            description =
                    "Learn from the customers of this company alone, such as company-clienta/; both together for a"
                            + " company in a geography. Default: from all.")
    @Nullable
    String company;

    @Option(
            names = "--geography-column",
            paramLabel = "COLUMN",
            description = "The column that --geography speaks of. Default: geography, in any case.")
    @Nullable
    String geographyColumn;

    @Option(
            names = "--company-column",
            paramLabel = "COLUMN",
            description = "The column that --company speaks of. Default: company or company_id, in any case.")
    @Nullable
    String companyColumn;

    /** What the options and the pipeline's section {@code variants} say together; empty if neither says anything. */
    Optional<VariantSettings> in(ChurnPipeline pipeline) {
        Optional<VariantSettings> section = VariantSettings.in(pipeline);
        requireValue("geography", geography, geographyColumn);
        requireValue("company", company, companyColumn);
        if (geography == null && company == null) {
            return section;
        }
        Variant variant = Variant.of(geography, company);
        if (section.isPresent() && !section.get().only().equals(variant)) {
            throw new ConfigurationException(
                    "The options ask for the variant " + variant
                            + " alone, but the section variants of the pipeline's file"
                            + " asks for "
                            + (section.get().by().isEmpty()
                                    ? section.get().only()
                                    : "one by " + Wording.names(section.get().by()))
                            + ".",
                    "Maybe leave one of them out.",
                    Where.nowhere());
        }
        VariantSettings settings = VariantSettings.only(variant);
        settings = geographyColumn == null ? settings : settings.withColumn("geography", geographyColumn);
        return Optional.of(companyColumn == null ? settings : settings.withColumn("company", companyColumn));
    }

    private static void requireValue(String option, @Nullable String value, @Nullable String column) {
        if (column != null && value == null) {
            throw new ConfigurationException(
                    "Option --" + option + "-column names " + Wording.name(column) + ", but --" + option
                            + " is not given.",
                    "Maybe add it, or name the column under variants: columns: in the pipeline's file.",
                    Where.nowhere());
        }
    }
}
