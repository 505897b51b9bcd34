/**
 * What a caller can read about the server before asking: {@code OpenApi} for {@code /openapi.json}, put together from
 * operations, schemas and a row of the model, {@code SchemaDocument}, {@code ModelCard}, and Swagger UI ({@code
 * DocsHandler}).
 *
 * <p>No API: its types are public for the other rooms of this module alone, and may change at any time.
 */
@NullMarked
package io.github.churnml.serving.openapi;

import org.jspecify.annotations.NullMarked;
