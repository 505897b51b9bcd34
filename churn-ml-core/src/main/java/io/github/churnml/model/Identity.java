package io.github.churnml.model;

import java.time.Instant;

/**
 * Which model this is, and what made it.
 *
 * @param name the model's name
 * @param version its semantic version
 * @param created when it was made, in whole seconds
 * @param libraryVersion the churn-ml version that made it
 * @param jdk the Java version that made it
 */
public record Identity(String name, String version, Instant created, String libraryVersion, String jdk) {}
