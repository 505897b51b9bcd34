package io.github.churnml.registry.variant;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A segment of customers that may have a model of its own, and what that model, its experiment and its place are called.
 *
 * <table>
 * <caption>Names over the usual base</caption>
 * <tr><th>of</th><th>experiment</th><th>model</th><th>path</th></tr>
 * <tr><td>all</td><td>{@code churn_prediction}</td><td>{@code churn-prediction-model}</td><td>(none)</td></tr>
 * <tr><td>geography US</td><td>{@code churn_prediction-geography-us}</td><td>{@code churn-prediction-model-us}</td><td>{@code
 * geography-us/}</td></tr>
 * <tr><td>company ClientA</td><td>{@code churn_prediction-company-clienta}</td><td>{@code churn-prediction-model-clienta}</td><td>
 * {@code company-clienta/}</td></tr>
 * <tr><td>EU, ClientB</td><td>{@code churn_prediction-geography-eu-company-clientb}</td><td>{@code
 * churn-prediction-model-eu-clientb}</td><td>{@code geography-eu/company-clientb/}</td></tr>
 * </table>
 *
 * @param parts what its customers have in common, in the order in which names have it; none for all customers
 */
public record Variant(List<VariantPart> parts) {

    /**
     * Copies the list.
     *
     * @param parts of different dimensions
     * @throws ConfigurationException if two are of one dimension
     */
    public Variant {
        parts = List.copyOf(parts);
        Set<String> labels = new HashSet<>();
        for (VariantPart part : parts) {
            if (!labels.add(part.label())) {
                throw new ConfigurationException(
                        "A variant has two values for " + Wording.name(part.label()) + ": "
                                + parts.stream().map(VariantPart::toString).collect(Collectors.joining(", ")) + ".",
                        "Maybe leave one of them out.",
                        Where.column(part.dimension()));
            }
        }
    }

    /** {@return all customers: the pooled model} */
    public static Variant pooled() {
        return new Variant(List.of());
    }

    /**
     * The variant of a geography, a company, or a company there.
     *
     * @param geography such as {@code US}; null for everywhere
     * @param company such as {@code ClientA}; null for all of them
     * @return the variant
     * @throws ConfigurationException if one is empty, too long or holds a control character
     */
    public static Variant of(@Nullable String geography, @Nullable String company) {
        List<VariantPart> parts = new ArrayList<>();
        if (geography != null) {
            parts.add(new VariantPart("geography", geography));
        }
        if (company != null) {
            parts.add(new VariantPart("company", company));
        }
        return new Variant(parts);
    }

    /** {@return whether it is all customers} */
    public boolean isPooled() {
        return parts.isEmpty();
    }

    /**
     * The experiment that its trainings belong to.
     *
     * @param base the names of all customers
     * @return such as {@code churn_prediction-geography-us}
     */
    public String experiment(VariantNames base) {
        return base.experiment()
                + parts.stream()
                        .map(part -> "-" + part.label() + "-" + part.name())
                        .collect(Collectors.joining());
    }

    /**
     * The name of its model.
     *
     * @param base the names of all customers
     * @return such as {@code churn-prediction-model-us}
     * @throws ConfigurationException if it is longer than the 100 characters that a model's name may have
     */
    public String model(VariantNames base) {
        String name = base.model() + suffix();
        if (name.length() > VariantNames.LONGEST) {
            throw new ConfigurationException(
                    "The model of the variant " + this + " would be named " + Wording.value(name) + ", which has "
                            + name.length() + " characters where " + VariantNames.LONGEST + " are allowed.",
                    "Maybe give the pipeline a shorter name.",
                    Where.nowhere());
        }
        return name;
    }

    /** What a model's name ends with. */
    String suffix() {
        return parts.stream().map(part -> "-" + part.name()).collect(Collectors.joining());
    }

    /** {@return the folder of its files below that of all customers, such as {@code geography-us/}; empty for all customers} */
    public String path() {
        return parts.stream()
                .map(part -> part.label() + "-" + part.name() + "/")
                .collect(Collectors.joining());
    }

    /**
     * What a tracker or a registry can be searched by.
     *
     * @param trained the day of the training
     * @return {@code geography}, {@code company_id} and so on in the user's spelling, then {@code training_date} as
     *     {@code YYYY-MM-DD}
     */
    public Map<String, String> tags(LocalDate trained) {
        Map<String, String> tags = new LinkedHashMap<>();
        parts.forEach(part -> tags.put(part.tag(), part.value()));
        tags.put("training_date", trained.toString());
        return tags;
    }

    /** {@return the values, such as {@code geography (EU), company (ClientB)}} */
    @Override
    public String toString() {
        return isPooled()
                ? "all customers"
                : parts.stream().map(VariantPart::toString).collect(Collectors.joining(", "));
    }
}
