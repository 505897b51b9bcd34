/** MLflow servers, spoken to over REST. */
@NullMarked
package io.github.churnml.mlflow;

import org.jspecify.annotations.NullMarked;
