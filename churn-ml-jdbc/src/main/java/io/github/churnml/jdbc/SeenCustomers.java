package io.github.churnml.jdbc;

/**
 * The customers that a run has met: a set of 64-bit hashes, at most 32 bytes a customer. Two customers of ten million share
 * one with a probability of 3 in a million; the second would be refused as a repetition.
 */
final class SeenCustomers {

    private static final int FIRST = 1 << 12;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private long[] slots = new long[FIRST];
    private int size;

    /** Adds a customer; false if it is there already. */
    boolean add(String customer) {
        long hash = hash(customer);
        int mask = slots.length - 1;
        int at = (int) hash & mask;
        while (slots[at] != 0) {
            if (slots[at] == hash) {
                return false;
            }
            at = at + 1 & mask;
        }
        slots[at] = hash;
        if (++size > slots.length / 2) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        int mask = slots.length - 1;
        for (long hash : old) {
            if (hash != 0) {
                int at = (int) hash & mask;
                while (slots[at] != 0) {
                    at = at + 1 & mask;
                }
                slots[at] = hash;
            }
        }
    }

    /** Never 0. Each character is mixed in and stirred as in MurmurHash3's finalizer. */
    static long hash(String text) {
        long hash = text.length() * MULTIPLIER;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash ^ text.charAt(i) * MULTIPLIER);
        }
        return hash == 0 ? 1 : hash;
    }

    private static long mix(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return (mixed ^ mixed >>> 33) + MULTIPLIER;
    }
}
