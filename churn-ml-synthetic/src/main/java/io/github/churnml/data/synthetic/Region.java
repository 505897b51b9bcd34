package io.github.churnml.data.synthetic;

/** Where a customer lives; regions differ in the speed of their network and, a little, in how hard rivals compete. */
public enum Region {
    /** The capital: fast lines, many rivals; 18 % of customers. */
    CAPITAL("Capital", 0.18, 46.0, 0.15),
    /** The north; 14 % of customers. */
    NORTH("North", 0.14, 58.0, 0.0),
    /** The south; 14 % of customers. */
    SOUTH("South", 0.14, 60.0, -0.1),
    /** The east; 13 % of customers. */
    EAST("East", 0.13, 55.0, 0.05),
    /** The west; 12 % of customers. */
    WEST("West", 0.12, 62.0, 0.0),
    /** The coast; 11 % of customers. */
    COAST("Coast", 0.11, 66.0, 0.1),
    /** The valleys: few rivals; 8 % of customers. */
    VALLEYS("Valleys", 0.08, 74.0, -0.15),
    /** The highlands: slow lines, few rivals; 6 % of customers. */
    HIGHLANDS("Highlands", 0.06, 88.0, -0.2),
    /** The islands: the slowest lines; 4 % of customers. */
    ISLANDS("Islands", 0.04, 104.0, -0.1);

    private final String label;
    final double share;
    final double medianLatencyMs;
    final double logOdds;

    Region(String label, double share, double medianLatencyMs, double logOdds) {
        this.label = label;
        this.share = share;
        this.medianLatencyMs = medianLatencyMs;
        this.logOdds = logOdds;
    }

    /** {@return the spelling in the file, such as {@code Capital}} */
    public String label() {
        return label;
    }
}
