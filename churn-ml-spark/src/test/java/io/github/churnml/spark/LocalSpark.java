package io.github.churnml.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Spark in this process, on two threads, for all tests that do not need another one. Failed tasks are tried again. */
public final class LocalSpark {

    private LocalSpark() {}

    public static SparkSession session() {
        return SparkSession.builder()
                .master("local[2,3]")
                .appName("churn-ml tests")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "4")
                .config(
                        "spark.sql.warehouse.dir",
                        Path.of("target/warehouse").toUri().toString())
                .config("spark.sql.session.timeZone", "America/New_York")
                .config("spark.sql.extensions", ChurnExtensions.class.getName())
                .config(
                        "spark.churn.model.by_setting",
                        TypedCustomers.modelFile().toUri().toString())
                .getOrCreate();
    }
}
