package io.github.churnml.report.figure;

import io.github.churnml.data.Dates;
import io.github.churnml.error.Wording;
import java.time.Instant;
import java.util.Locale;

/** How the numbers of an axis or a table are written for people. */
public enum Unit {
    /** A measure, with four significant digits. */
    PLAIN {
        @Override
        public String text(double value) {
            return trimmed(String.format(Locale.ROOT, decimals(value, 4), value));
        }
    },
    /** A share from 0 to 1, in percent. */
    SHARE {
        @Override
        public String text(double value) {
            return trimmed(String.format(Locale.ROOT, "%.1f", 100 * value)) + " %";
        }
    },
    /** A number of customers. */
    COUNT {
        @Override
        public String text(double value) {
            return value == Math.rint(value) ? Wording.count((long) value) : String.format(Locale.ROOT, "%,.1f", value);
        }
    },
    /** An amount of money, in whichever currency. */
    MONEY {
        @Override
        public String text(double value) {
            return String.format(Locale.ROOT, "%,.2f", value);
        }
    },
    /** A day, counted from 1970-01-01, as ISO 8601. */
    DATE {
        @Override
        public String text(double value) {
            return Dates.text(Math.rint(value));
        }
    },
    /** A moment, in seconds since 1970, in UTC: a day where it is the first of it, else a day with a time. */
    TIME {
        @Override
        public String text(double value) {
            String text = Instant.ofEpochSecond(Math.round(value)).toString();
            return text.replace("T00:00:00Z", "")
                    .replaceFirst("T(\\d\\d:\\d\\d):00Z", " $1")
                    .replace('T', ' ')
                    .replace("Z", "");
        }
    };

    /**
     * A number in words of this unit, the same everywhere.
     *
     * @param value a finite number
     * @return for example {@code 12.5 %}
     */
    public abstract String text(double value);

    /**
     * A number as {@link #text} has it, or a dash where it is not known.
     *
     * @param value any number
     * @return the text
     */
    public final String orDash(double value) {
        return Double.isFinite(value) ? text(value) : "-";
    }

    private static String decimals(double value, int digits) {
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e9)) {
            return "%." + (digits - 1) + "e";
        }
        int whole = size < 1 ? 0 : (int) Math.floor(StrictMath.log10(size)) + 1;
        return "%." + Math.max(0, digits - whole) + "f";
    }

    private static String trimmed(String text) {
        return text.contains(".") && !text.contains("e") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
