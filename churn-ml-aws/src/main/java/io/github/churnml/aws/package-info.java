/** S3 and Secrets Manager: tables, models and registries in buckets, and logins that are renewed. */
@NullMarked
package io.github.churnml.aws;

import org.jspecify.annotations.NullMarked;
