package io.github.churnml.select.blend;

import io.github.churnml.learn.Learner;
import java.util.Map;

/**
 * What was chosen.
 *
 * @param learner what is kept: a blend, or one learner
 * @param told what was tried and why this was kept, as it stands in the manifest
 */
record AutoChoice(Learner learner, Map<String, Object> told) {}
