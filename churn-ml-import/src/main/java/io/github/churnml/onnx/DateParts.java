package io.github.churnml.onnx;

import io.github.churnml.prepare.DatePart;

/**
 * Parts of a date as nodes: whole numbers in doubles, whose quotients are far enough from whole ones that their floor is
 * right. Years begin in March, as in {@link DatePart}, whose steps these are.
 */
final class DateParts {

    private static final double LARGEST_DAY = 1e8;
    private static final double TO_EPOCH = 719_468;
    private static final double DAYS_OF_400_YEARS = 146_097;
    private static final double DAYS_OF_100_YEARS = 36_524;
    private static final double DAYS_OF_4_YEARS = 1_461;
    private static final double DAYS_OF_YEAR = 365;
    private static final double DAYS_OF_5_MONTHS = 153;

    private final Graph graph;

    DateParts(Graph graph) {
        this.graph = graph;
    }

    /** A part of days since 1970-01-01; NaN where they are missing or no date. */
    String of(DatePart part, String days) {
        String isDate = graph.op("Less", graph.op("Abs", days), graph.number(LARGEST_DAY));
        // Zero for what is no date, so that no arithmetic is done with it.
        String day = graph.op("Floor", graph.ifElse(isDate, days, graph.number(0)));
        return graph.ifElse(
                isDate, part == DatePart.DAY_OF_WEEK ? weekday(day) : other(part, day), graph.number(Double.NaN));
    }

    private String weekday(String day) {
        // 1970-01-01 was a Thursday.
        String from = plus(day, 3);
        return plus(minus(from, times(over(from, 7), 7)), 1);
    }

    private String other(DatePart part, String day) {
        String from = plus(day, TO_EPOCH);
        String cycle = over(from, DAYS_OF_400_YEARS);
        String ofCycle = minus(from, times(cycle, DAYS_OF_400_YEARS));
        String century = atMost3(over(ofCycle, DAYS_OF_100_YEARS));
        String ofCentury = minus(ofCycle, times(century, DAYS_OF_100_YEARS));
        String four = over(ofCentury, DAYS_OF_4_YEARS);
        String ofFour = minus(ofCentury, times(four, DAYS_OF_4_YEARS));
        String year = atMost3(over(ofFour, DAYS_OF_YEAR));
        String ofYear = minus(ofFour, times(year, DAYS_OF_YEAR));
        String fromMarch = over(plus(times(ofYear, 5), 2), DAYS_OF_5_MONTHS);
        String early = graph.op("Less", fromMarch, graph.number(10));
        String month = graph.ifElse(early, plus(fromMarch, 3), plus(fromMarch, -9));
        return switch (part) {
            case YEAR -> {
                String centuries = graph.op("Add", times(cycle, 400), times(century, 100));
                String years = graph.op("Add", graph.op("Add", centuries, times(four, 4)), year);
                String next = graph.op("LessOrEqual", month, graph.number(2));
                yield graph.op("Add", years, graph.toDouble(next));
            }
            case QUARTER -> over(plus(month, 2), 3);
            case MONTH -> month;
            default -> plus(minus(ofYear, over(plus(times(fromMarch, DAYS_OF_5_MONTHS), 2), 5)), 1);
        };
    }

    private String over(String value, double by) {
        return graph.op("Floor", graph.op("Div", value, graph.number(by)));
    }

    private String times(String value, double by) {
        return graph.op("Mul", value, graph.number(by));
    }

    private String plus(String value, double more) {
        return graph.op("Add", value, graph.number(more));
    }

    private String minus(String value, String less) {
        return graph.op("Sub", value, less);
    }

    private String atMost3(String value) {
        String three = graph.number(3);
        return graph.ifElse(graph.op("Greater", value, three), three, value);
    }
}
