/** What there is to say of an experiment: how large it has to be, what it has shown, how often such a reading is wrong. */
@NullMarked
package io.github.churnml.report.experiment;

import org.jspecify.annotations.NullMarked;
