package io.github.churnml.report.figure;

import java.util.List;

/** Something that is drawn between the axes of a figure. Numbers are on the axes; a name stands at its number from 0 on. */
public sealed interface Mark {

    /** {@return what the legend says of it; empty where it has no place there} */
    String name();

    /** {@return which colour and pattern it has} */
    Tone tone();

    /**
     * A place, with what is said of it.
     *
     * @param x where along the page
     * @param y where up the page
     * @param said what a reader who points at it is told; empty for nothing
     */
    record Point(double x, double y, String said) {

        /**
         * A place of which nothing is said.
         *
         * @param x where along the page
         * @param y where up the page
         */
        public Point(double x, double y) {
            this(x, y, "");
        }
    }

    /**
     * A line through places.
     *
     * @param name what the legend says
     * @param tone colour and dash
     * @param points the places, in order
     */
    record Line(String name, Tone tone, List<Point> points) implements Mark {

        /** Copies the places. */
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * Thin lines of many things of one kind, which are drawn as one.
     *
     * @param name what the legend says of them together
     * @param tone colour
     * @param lines the places of each, in order
     */
    record Threads(String name, Tone tone, List<List<Point>> lines) implements Mark {

        /** Copies the places. */
        public Threads {
            lines = lines.stream().map(List::copyOf).toList();
        }
    }

    /**
     * The ground between a line and 0.
     *
     * @param name what the legend says
     * @param tone colour and pattern
     * @param points the places of the line, in order
     */
    record Area(String name, Tone tone, List<Point> points) implements Mark {

        /** Copies the places. */
        public Area {
            points = List.copyOf(points);
        }
    }

    /**
     * Single places.
     *
     * @param name what the legend says
     * @param tone colour and shape
     * @param points the places
     */
    record Points(String name, Tone tone, List<Point> points) implements Mark {

        /** Copies the places. */
        public Points {
            points = List.copyOf(points);
        }
    }

    /**
     * From where to where something may be, at one place.
     *
     * @param x the place
     * @param low the low end
     * @param high the high end
     */
    record Span(double x, double low, double high) {}

    /**
     * Small dots heaped at numbers beside names, each for some things of one kind, which are drawn as one: a beeswarm.
     *
     * @param name what the legend says of them together
     * @param tone colour and shape
     * @param points the places
     */
    record Swarm(String name, Tone tone, List<Point> points) implements Mark {

        /** Copies the places. */
        public Swarm {
            points = List.copyOf(points);
        }
    }

    /**
     * A band of intervals around a line.
     *
     * @param name what the legend says
     * @param tone colour
     * @param spans the intervals, in order
     */
    record Band(String name, Tone tone, List<Span> spans) implements Mark {

        /** Copies the intervals. */
        public Band {
            spans = List.copyOf(spans);
        }
    }

    /**
     * Intervals, each a line with an end at either side, such as those of rates. Where names go down the page, the place of each
     * is that of its name and it lies.
     *
     * @param name what the legend says
     * @param tone colour
     * @param spans the intervals
     */
    record Intervals(String name, Tone tone, List<Span> spans) implements Mark {

        /** Copies the intervals. */
        public Intervals {
            spans = List.copyOf(spans);
        }
    }

    /**
     * A rectangle.
     *
     * @param from where it begins along its base
     * @param to where it ends
     * @param low where it begins above its base
     * @param high where it ends
     * @param said what is told to a reader who points at it; empty for nothing
     */
    record Box(double from, double to, double low, double high, String said) {}

    /**
     * Bars that need not begin at 0, such as those that are stacked upon others; lying where names go down the page.
     *
     * @param name what the legend says
     * @param tone colour and pattern
     * @param boxes the rectangles
     */
    record Boxes(String name, Tone tone, List<Box> boxes) implements Mark {

        /** Copies the rectangles. */
        public Boxes {
            boxes = List.copyOf(boxes);
        }
    }

    /**
     * One bar.
     *
     * @param from where it begins along its base
     * @param to where it ends
     * @param value how far it goes, from 0
     * @param low the low end of its interval, or NaN where there is none
     * @param high the high end
     * @param said what is written at its end, or told to a reader who points at it
     */
    record Bar(double from, double to, double value, double low, double high, String said) {

        /**
         * A bar at a name.
         *
         * @param place the number of the name
         * @param value how far it goes
         * @param said what is said of it
         * @return the bar, without an interval
         */
        public static Bar at(int place, double value, String said) {
            return new Bar(place - 0.32, place + 0.32, value, Double.NaN, Double.NaN, said);
        }

        /**
         * With an interval.
         *
         * @param from its low end
         * @param until its high end
         * @return a changed copy
         */
        public Bar between(double from, double until) {
            return new Bar(this.from, to, value, from, until, said);
        }

        /** {@return whether it has an interval} */
        public boolean hasInterval() {
            return low <= high;
        }
    }

    /**
     * Bars, upright or, where names go down the page, lying.
     *
     * @param name what the legend says
     * @param tone colour and pattern
     * @param bars the bars
     */
    record Bars(String name, Tone tone, List<Bar> bars) implements Mark {

        /** Copies the bars. */
        public Bars {
            bars = List.copyOf(bars);
        }
    }

    /**
     * A straight line to measure by, such as chance or a threshold.
     *
     * @param name what the legend says
     * @param tone colour and dash
     * @param from one end
     * @param to the other
     */
    record Rule(String name, Tone tone, Point from, Point to) implements Mark {}

    /**
     * One cell of a heat map.
     *
     * @param column the number of its name along the page
     * @param row the number of its name down the page
     * @param share how strongly it is coloured, 0 to 1
     * @param text what stands in it
     */
    record Cell(int column, int row, double share, String text) {}

    /**
     * A heat map: a cell at each pair of names, coloured by a share, with its number in it.
     *
     * @param name what the legend says
     * @param tone colour
     * @param cells the cells
     */
    record Cells(String name, Tone tone, List<Cell> cells) implements Mark {

        /** Copies the cells. */
        public Cells {
            cells = List.copyOf(cells);
        }
    }
}
