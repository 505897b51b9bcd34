/**
 * What is done with rows that are not quite what the model was trained on, and what answers are about: one enum for each
 * question, which {@link io.github.churnml.serving.ChurnServerBuilder} takes, and all answers together as {@link
 * io.github.churnml.serving.policy.Policies}. The enums are API.
 */
@NullMarked
package io.github.churnml.serving.policy;

import org.jspecify.annotations.NullMarked;
