package io.github.churnml.spark;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What this JVM was started with that Spark needs, for another one. */
final class JvmOptions {

    private JvmOptions() {}

    static List<String> ofSpark() {
        List<String> options = new ArrayList<>();
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (argument.startsWith("--add-opens=")
                    || argument.startsWith("-Djdk.reflect")
                    || argument.startsWith("-Dio.netty")) {
                options.add(argument);
            }
        }
        return options;
    }
}
