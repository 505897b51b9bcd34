/**
 * A strict view over parsed YAML or JSON: typed getters that name the key, its place and what is allowed, and a last
 * check that rejects unknown keys and suggests the nearest one.
 *
 * <p>The same view reads a user's {@code churn.yaml} and the {@code pipeline.json} inside a model file; only who is to
 * blame differs ({@link io.github.churnml.settings.Blame}). {@link io.github.churnml.settings.PlainYaml} and {@link
 * io.github.churnml.settings.PlainJson} turn text into such trees and back, and never bind an object to them.
 */
@NullMarked
package io.github.churnml.settings;

import org.jspecify.annotations.NullMarked;
