package io.github.churnml.serving.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many requests a second for each caller, and a few at once: a token bucket, kept as the one moment at which it is full
 * again (the generic cell rate algorithm, ITU-T I.371). A caller costs one number; of callers known by address there are at
 * most so many, and further ones share a bucket until others are full again and forgotten.
 */
final class RateLimiter {

    private static final int MOST_ADDRESSES = 10_000;
    private static final long SWEEP_NANOS = 100_000_000;
    private static final int NETWORK_BYTES = 8;

    private final long interval;
    private final long tolerance;
    private final ConcurrentHashMap<Object, AtomicLong> buckets = new ConcurrentHashMap<>();
    private final AtomicLong others = new AtomicLong();
    private final AtomicLong swept = new AtomicLong();

    /**
     * @param perSecond requests a second
     * @param burst requests at once
     */
    RateLimiter(double perSecond, int burst) {
        this.interval = Math.max(1, Math.round(1e9 / perSecond));
        this.tolerance = (burst - 1) * interval;
    }

    /**
     * Takes one request of a caller's.
     *
     * @param caller an address, or the name of a key
     * @param now nanoseconds since anything
     * @return 0 if it may go on, else after how many nanoseconds the next may
     */
    long take(Object caller, long now) {
        AtomicLong bucket = bucket(caller instanceof InetAddress address ? network(address) : caller, now);
        while (true) {
            long old = bucket.get();
            long full = Math.max(old, now);
            if (full - now > tolerance) {
                return full - now - tolerance;
            }
            if (bucket.compareAndSet(old, full + interval)) {
                return 0;
            }
        }
    }

    int known() {
        return buckets.size();
    }

    private AtomicLong bucket(Object caller, long now) {
        AtomicLong bucket = buckets.get(caller);
        if (bucket != null) {
            return bucket;
        }
        if (buckets.size() >= MOST_ADDRESSES) {
            long last = swept.get();
            if (now - last >= SWEEP_NANOS && swept.compareAndSet(last, now)) {
                // A full bucket is as good as none.
                buckets.values().removeIf(known -> known.get() <= now);
            }
            if (buckets.size() >= MOST_ADDRESSES) {
                return others;
            }
        }
        return buckets.computeIfAbsent(caller, ignored -> new AtomicLong());
    }

    /** A caller with one IPv6 address has the whole network of them. */
    private static Object network(InetAddress address) {
        return address instanceof Inet6Address
                ? java.nio.ByteBuffer.wrap(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address;
    }
}
