/**
 * S3 and Secrets Manager: tables, models and registries in buckets, and logins that are renewed.
 *
 * <p>{@link io.github.churnml.aws.S3Files} and {@link io.github.churnml.aws.S3RegistryStores} are found by the address, {@code
 * s3://bucket/…}, and called through {@code RemoteFiles.of} and {@code RegistryStore.at}; {@link
 * io.github.churnml.aws.SecretsManagerLogin} is named by who wants a login. All take a map of variables, as those of the process
 * are; {@code docs/s3.md} lists them.
 *
 * <p>What goes wrong is one of two: nobody answered (an exception of this package's own, never seen outside), for which a local copy,
 * a remembered number or a remembered login may stand in, with a warning; or a mistake, which is told with its place and a way out.
 * No key, token or password is in a message, nor is anything that a service or the SDK says passed on before the keys are taken out
 * of it.
 */
@NullMarked
package io.github.churnml.aws;

import org.jspecify.annotations.NullMarked;
