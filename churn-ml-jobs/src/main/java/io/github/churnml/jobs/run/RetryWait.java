package io.github.churnml.jobs.run;

import io.github.churnml.files.Sha256;
import io.github.churnml.jobs.step.RetryPolicy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How long is waited before a step is tried again. The jitter follows from run, step and try: other runs wait differently, the same alike. */
final class RetryWait {

    private static final int BITS = 53;

    private RetryWait() {}

    static Duration before(RetryPolicy policy, String run, String step, int number) {
        return policy.waitBefore(number, chance(run, step, number));
    }

    /** A number from 0 to below 1. */
    static double chance(String run, String step, int number) {
        byte[] digest = Sha256.digest((run + "\n" + step + "\n" + number).getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(digest).getLong() >>> (Long.SIZE - BITS)) * 0x1.0p-53;
    }
}
