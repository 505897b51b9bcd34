package io.github.churnml.registry.variant;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One variant by itself: the rows of its customers, and the pipeline that learns from them alone. Its model bears the variant's
 * name, and its card says the experiment and the tags.
 *
 * @param variant the variant
 * @param names what those of all customers are called
 * @param data its rows
 * @param pipeline learns from them
 */
public record OneVariant(Variant variant, VariantNames names, Dataset data, ChurnPipeline pipeline) {

    /**
     * Takes a variant's rows out of a table.
     *
     * @param asked what learns; its name is the base of the variant's unless it is the variant's already
     * @param settings which variant
     * @param data all customers
     * @param created the time of the training, whose day (UTC) is a tag
     * @return the variant by itself
     * @throws io.github.churnml.error.ConfigurationException if the table lacks its columns, or another value in them would
     *     get the same name
     * @throws io.github.churnml.error.DataException if no customer is of it
     */
    public static OneVariant of(ChurnPipeline asked, VariantSettings settings, Dataset data, Instant created) {
        Variant variant = settings.only();
        Segments segments = Segments.of(
                data, variant.parts().stream().map(VariantPart::dimension).toList(), settings, asked);
        Dataset rows = data.select(segments.rows(segments.require(variant)));
        VariantNames names = VariantNames.of(asked.name(), variant);
        return new OneVariant(variant, names, rows, named(asked, settings, names, created));
    }

    /** The pipeline of a variant's own model. */
    static ChurnPipeline named(ChurnPipeline asked, VariantSettings settings, VariantNames names, Instant created) {
        Variant variant = settings.only();
        LocalDate day = LocalDate.ofInstant(created, ZoneOffset.UTC);
        Map<String, Object> section = new LinkedHashMap<>(settings.settings());
        section.put("experiment", variant.experiment(names));
        section.put("tags", variant.tags(day));
        return asked.toBuilder().name(variant.model(names)).variants(section).build();
    }
}
