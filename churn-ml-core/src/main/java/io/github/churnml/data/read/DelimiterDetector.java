package io.github.churnml.data.read;

/**
 * Finds the field separator in the beginning of a file: the candidate that divides most records into as many fields as
 * the header has, the one with more fields where two do so equally well.
 */
final class DelimiterDetector {

    private static final char[] CANDIDATES = {',', ';', '\t', '|'};

    private final char delimiter;
    private int header;
    private int records;
    private int agreeing;

    private DelimiterDetector(char delimiter) {
        this.delimiter = delimiter;
    }

    /**
     * Finds the separator.
     *
     * @param sample the beginning of the file, or all of it
     * @param whole whether it is all of it; if not, its last record is left out
     * @return the separator; a comma for a file of one column
     */
    static char detect(CharSequence sample, boolean whole) {
        DelimiterDetector best = null;
        for (char candidate : CANDIDATES) {
            DelimiterDetector tried = new DelimiterDetector(candidate);
            tried.count(sample, whole);
            if (tried.header > 1 && (best == null || tried.isBetterThan(best))) {
                best = tried;
            }
        }
        return best == null ? ',' : best.delimiter;
    }

    private boolean isBetterThan(DelimiterDetector other) {
        int order = Long.compare((long) agreeing * other.records, (long) other.agreeing * records);
        return order > 0 || order == 0 && header > other.header;
    }

    /** Counts fields per record as the parser will: a quote opens at the beginning of a field only. */
    private void count(CharSequence sample, boolean whole) {
        int fields = 1;
        int fieldLength = 0;
        boolean quoted = false;
        for (int i = 0; i < sample.length(); i++) {
            char c = sample.charAt(i);
            if (quoted) {
                // A doubled quote closes and opens again, which comes to the same.
                quoted = c != '"';
                fieldLength++;
            } else if (c == '"' && (fieldLength == 0 || sample.charAt(i - 1) == '"')) {
                quoted = true;
                fieldLength++;
            } else if (c == delimiter) {
                fields++;
                fieldLength = 0;
            } else if (c == '\n' || c == '\r') {
                endRecord(fields, fieldLength);
                fields = 1;
                fieldLength = 0;
            } else {
                fieldLength++;
            }
        }
        if (whole || records == 0) {
            endRecord(fields, fieldLength);
        }
    }

    private void endRecord(int fields, int lastLength) {
        if (fields == 1 && lastLength == 0) {
            return;
        }
        if (records == 0) {
            header = fields;
        }
        records++;
        agreeing += fields == header ? 1 : 0;
    }
}
