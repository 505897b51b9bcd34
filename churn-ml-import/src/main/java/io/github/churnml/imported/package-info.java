/**
 * Models that XGBoost or LightGBM trained, as models of ours: {@link io.github.churnml.imported.ModelImport} reads a file, an
 * {@link io.github.churnml.imported.ImportSchema} says what the file does not, and what comes out is a {@link
 * io.github.churnml.ChurnModel} that is saved, loaded, scored and explained with core alone. What is read and what is refused:
 * {@link io.github.churnml.forest.foreign}.
 */
@NullMarked
package io.github.churnml.imported;

import org.jspecify.annotations.NullMarked;
