package io.github.churnml.spark;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import org.apache.spark.sql.SparkSession;

/** The kind of session that runs queries itself. A Connect client's sends them to a server, which is the one to be told of a model. */
final class ClassicSession {

    private ClassicSession() {}

    static org.apache.spark.sql.classic.SparkSession of(SparkSession spark) {
        if (spark instanceof org.apache.spark.sql.classic.SparkSession classic) {
            return classic;
        }
        throw required();
    }

    static ConfigurationException required() {
        return new ConfigurationException(
                "The session is that of a Spark Connect client, which cannot register models.",
                "Maybe start the server with spark.sql.extensions=" + ChurnExtensions.class.getName()
                        + " and a setting spark.churn.model.NAME=PATH; its clients then have the function NAME.",
                Where.nowhere());
    }

    static ConfigurationException requiredToTrain() {
        return new ConfigurationException(
                "The table is that of a Spark Connect client, which has no partitions to learn from.",
                "Maybe train by spark-submit: " + Main.class.getName()
                        + " train --table TABLE --config pipeline.yaml --out MODEL.",
                Where.nowhere());
    }

    static ConfigurationException requiredToProfile() {
        return new ConfigurationException(
                "The table is that of a Spark Connect client, which has no partitions to count in.",
                "Maybe profile it by spark-submit: " + Main.class.getName() + " profile --table TABLE.",
                Where.nowhere());
    }
}
