package io.github.churnml.select.blend;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.LearnerProvider;
import io.github.churnml.learn.Learners;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a {@link Blend} by name.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class BlendProvider implements LearnerProvider {

    /** For the service loader. */
    public BlendProvider() {}

    @Override
    public String name() {
        return Blend.NAME;
    }

    @Override
    public Learner create(Settings settings) {
        List<BlendPart> parts = new ArrayList<>();
        for (Settings part : settings.sections(Blend.PARTS)) {
            String name = part.text("name");
            if (name.equals(Blend.NAME) || name.equals(Auto.NAME)) {
                throw new ConfigurationException(
                        "Key " + part.quoted("name") + " holds " + Wording.value(name)
                                + ", which cannot be a part of a blend.",
                        "Maybe list the learners that it fits.",
                        Where.nowhere());
            }
            double weight = part.has(Blend.WEIGHT)
                    ? part.number(Blend.WEIGHT, BlendPart.LEAST_WEIGHT, BlendPart.LARGEST_WEIGHT)
                    : 1;
            int copies = part.has(Blend.COPIES) ? (int) part.integer(Blend.COPIES, 1, BlendPart.MOST_COPIES) : 1;
            Learner learner = Learners.byName(name, part);
            part.finish();
            parts.add(new BlendPart(learner, weight, copies));
        }
        return Blend.of(parts);
    }
}
