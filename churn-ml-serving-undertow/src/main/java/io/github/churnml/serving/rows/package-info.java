/**
 * Rows of customers, read and answered: {@code RowsReader} reads JSON straight into a row of the model and lists all that is
 * wrong with all rows at once ({@code RowErrors}), {@code AnswerWriter} writes predictions, {@code PredictHandler} is {@code
 * POST /predict}. {@code ExampleRow} makes up a customer that the model can really score, for the documents.
 *
 * <p>No API: its types are public for the other rooms of this module alone, and may change at any time.
 */
@NullMarked
package io.github.churnml.serving.rows;

import org.jspecify.annotations.NullMarked;
