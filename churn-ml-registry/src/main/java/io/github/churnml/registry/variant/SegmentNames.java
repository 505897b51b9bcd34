package io.github.churnml.registry.variant;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the names of several variants differ in every place that tells them apart: folder, model, experiment. */
final class SegmentNames {

    private static final VariantNames BASE = VariantNames.standard();

    private SegmentNames() {}

    static void requireDistinct(List<Variant> variants) {
        Map<String, Variant> paths = new HashMap<>();
        Map<String, Variant> models = new HashMap<>();
        Map<String, Variant> experiments = new HashMap<>();
        for (Variant variant : variants) {
            require("folder", variant.path(), variant, paths);
            require("ending of a model's name", variant.suffix(), variant, models);
            require("ending of an experiment's name", variant.experiment(BASE), variant, experiments);
        }
    }

    private static void require(String what, String name, Variant variant, Map<String, Variant> names) {
        Variant other = names.putIfAbsent(name, variant);
        if (other != null) {
            String ending = name.startsWith(BASE.experiment())
                    ? name.substring(BASE.experiment().length())
                    : name;
            throw new ConfigurationException(
                    "The variants " + other + " and " + variant + " would share the " + what + " '" + ending + "'.",
                    maybe(other, variant),
                    Where.column(variant.parts().get(0).dimension()));
        }
    }

    private static String maybe(Variant one, Variant other) {
        for (int part = 0; part < one.parts().size(); part++) {
            VariantPart a = one.parts().get(part);
            VariantPart b = other.parts().get(part);
            if (!a.value().equals(b.value()) && a.name().equals(b.name())) {
                return "Maybe they are two spellings of one value: "
                        + (a.value().equalsIgnoreCase(b.value())
                                ? "clean: {foldCase: true} makes those one that differ in case."
                                : "clean: {synonyms: {" + Wording.plain(a.dimension()) + ": {"
                                        + Wording.plain(b.value()) + ": " + Wording.plain(a.value())
                                        + "}}} makes them one.");
            }
        }
        return "Maybe give one of them another value in the table.";
    }
}
