package io.github.churnml.registry.variant;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One variant by itself: the rows of its customers, and the pipeline that learns from them alone. Its model bears the variant's
 * name, and its card says the experiment and the tags.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
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

    /**
     * The one variant that a pipeline is of, if it is of one.
     *
     * @param asked what learns
     * @param data customers of any variant
     * @param created the time of the training, whose day (UTC) is a tag
     * @return the variant by itself; empty where the pipeline is not that of one
     * @throws io.github.churnml.error.ConfigurationException if the table lacks its columns
     * @throws io.github.churnml.error.DataException if no customer is of it
     */
    public static Optional<OneVariant> in(ChurnPipeline asked, Dataset data, Instant created) {
        return VariantSettings.in(asked)
                .filter(settings -> settings.by().isEmpty())
                .map(settings -> of(asked, settings, data, created));
    }

    /**
     * The one variant that a model is of, with its customers among others; for judging it by them alone.
     *
     * @param model any model
     * @param data customers of any variant
     * @return the variant by itself; empty where the model is not that of one, or the table lacks the columns that would say so
     * @throws io.github.churnml.error.DataException if no customer is of it
     */
    public static Optional<OneVariant> in(ChurnModel model, Dataset data) {
        if (!(model.manifest().pipeline().get("variants") instanceof Map<?, ?>)) {
            return Optional.empty();
        }
        Map<String, Object> settings = new LinkedHashMap<>(model.manifest().pipeline());
        // It is not asked to learn, and need not be here.
        settings.put("learner", "boosting");
        ChurnPipeline pipeline = ChurnPipeline.ofSettings(settings);
        VariantSettings variants = VariantSettings.of(pipeline.variants());
        boolean there =
                variants.only().parts().stream().allMatch(part -> SegmentColumn.isIn(data, part.dimension(), variants));
        return there ? in(pipeline, data, model.manifest().created()) : Optional.empty();
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
