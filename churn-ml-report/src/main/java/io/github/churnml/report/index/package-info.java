/** What lies in a folder, as one page with links: models with their metrics, and the pages that commands wrote. */
@NullMarked
package io.github.churnml.report.index;

import org.jspecify.annotations.NullMarked;
