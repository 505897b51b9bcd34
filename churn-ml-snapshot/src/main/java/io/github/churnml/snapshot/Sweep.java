package io.github.churnml.snapshot;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.TextColumn;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Goes through customers and their snapshots, twice: first to learn which rows there are, then to fill them. Blocks of
 * customers go to any thread, each writes rows of its own.
 */
final class Sweep {

    static final String TIME = "snapshot";
    static final String YES = "yes";
    static final String NO = "no";

    private static final int BLOCK = 512;

    private final Snapshots snapshots;
    private final long[] times;
    private final boolean labelled;
    private final int schedule;
    private final Outcomes outcomes;

    /**
     * A sweep.
     *
     * @param times the snapshots; none for those of the plan's table of events
     * @param labelled whether rows need an outcome
     */
    Sweep(Snapshots snapshots, long[] times, boolean labelled) {
        this.snapshots = snapshots;
        this.times = times;
        this.labelled = labelled;
        this.schedule = times.length == 0 && snapshots.plan().schedule() instanceof Schedule.AtEvents at
                ? snapshots.plan().events().indexOf(snapshots.plan().table(at.table()))
                : -1;
        this.outcomes =
                new Outcomes(snapshots.plan(), snapshots.roster(), labelled ? snapshots.completeTo() : Instants.NONE);
    }

    /** Which rows there are of the customers from one to another. */
    Rows count(int first, int end) {
        int places = Math.max(1, times.length);
        int[] of = new int[end - first];
        long[][] counts = IntStream.range(0, blocks(first, end))
                .parallel()
                .mapToObj(block -> {
                    long[][] part = new long[places][Outcomes.Outcome.values().length];
                    each(
                            first + block * BLOCK,
                            Math.min(end, first + (block + 1) * BLOCK),
                            (person, t, place, begin, outcome) -> {
                                part[place][outcome.ordinal()]++;
                                of[person - first] += isRow(outcome) ? 1 : 0;
                            });
                    return part;
                })
                .reduce(new long[places][Outcomes.Outcome.values().length], Sweep::sum);
        Rows rows = new Rows(first, end, counts);
        long total = 0;
        for (int i = 0; i < of.length; i++) {
            rows.begins[i] = (int) total;
            total += of[i];
            if (total > Integer.MAX_VALUE - 8) {
                throw new DataException(
                        "There are more than " + Wording.count(Integer.MAX_VALUE - 8) + " snapshots.",
                        "Maybe take fewer customers at a time.",
                        Where.nowhere());
            }
        }
        rows.begins[of.length] = (int) total;
        return rows;
    }

    Dataset fill(Rows rows, List<Notice> notices) {
        int count = rows.total();
        int[] who = new int[count];
        double[] when = new double[count];
        int[] target = new int[count];
        double[][] values = new double[snapshots.features().size()][count];
        IntStream.range(0, blocks(rows.first, rows.end)).parallel().forEach(block -> {
            FeatureKernel kernel = snapshots.kernel();
            int begin = rows.first + block * BLOCK;
            int[] next = {rows.begins[begin - rows.first]};
            each(kernel, true, begin, Math.min(rows.end, begin + BLOCK), (person, t, place, since, outcome) -> {
                if (isRow(outcome)) {
                    int row = next[0]++;
                    who[row] = person;
                    when[row] = Instants.days(t);
                    target[row] = outcome == Outcomes.Outcome.YES ? 1 : 0;
                    kernel.compute(t, since, values, row);
                }
            });
        });
        return dataset(who, when, target, values, notices);
    }

    private Dataset dataset(int[] who, double[] when, int[] target, double[][] values, List<Notice> notices) {
        Roster roster = snapshots.roster();
        List<Column> columns = new ArrayList<>();
        TextColumn.Builder names = new TextColumn.Builder(who.length);
        for (int person : who) {
            char[] id = roster.ids.get(person).toCharArray();
            names.add(id, 0, id.length);
        }
        columns.add(names.build(snapshots.plan().customers().id(), ColumnType.IDENTIFIER));
        columns.add(NumericColumn.of(TIME, ColumnType.DATE, when));
        for (Column attribute : roster.attributes) {
            columns.add(attribute.select(who));
        }
        for (int i = 0; i < values.length; i++) {
            columns.add(NumericColumn.of(snapshots.features().get(i).name(), ColumnType.NUMERIC, values[i]));
        }
        if (labelled) {
            columns.add(CodedColumn.of(
                    snapshots.plan().label().targetName(), ColumnType.BOOLEAN, target, List.of(NO, YES)));
        }
        return Dataset.of(columns, notices);
    }

    private static long[][] sum(long[][] a, long[][] b) {
        long[][] sum = new long[a.length][a[0].length];
        for (int place = 0; place < sum.length; place++) {
            for (int i = 0; i < sum[place].length; i++) {
                sum[place][i] = a[place][i] + b[place][i];
            }
        }
        return sum;
    }

    private static boolean isRow(Outcomes.Outcome outcome) {
        return outcome == Outcomes.Outcome.YES || outcome == Outcomes.Outcome.NO;
    }

    private static int blocks(int first, int end) {
        return (end - first + BLOCK - 1) / BLOCK;
    }

    private interface Visitor {
        void look(int person, long t, int place, long begin, Outcomes.Outcome outcome);
    }

    /** Looks at customers without their features. */
    private void each(int first, int end, Visitor visitor) {
        each(snapshots.kernel(), false, first, end, visitor);
    }

    private void each(FeatureKernel kernel, boolean features, int first, int end, Visitor visitor) {
        List<EventLog> logs = snapshots.logs();
        for (int person = first; person < end; person++) {
            for (int i = 0; i < logs.size(); i++) {
                logs.get(i).show(person, kernel.histories()[i]);
            }
            if (features) {
                kernel.turned();
            }
            if (schedule < 0) {
                for (int place = 0; place < times.length; place++) {
                    look(kernel, person, times[place], place, visitor);
                }
            } else {
                History events = kernel.histories()[schedule];
                for (int event = events.from; event < events.to; event++) {
                    if (event == events.from || events.at[event] != events.at[event - 1]) {
                        look(kernel, person, events.at[event], 0, visitor);
                    }
                }
            }
        }
    }

    private void look(FeatureKernel kernel, int person, long t, int place, Visitor visitor) {
        long begin = outcomes.begin(person, t, kernel);
        Outcomes.Outcome outcome = !outcomes.isThere(person, t, begin)
                ? Outcomes.Outcome.NOT_THERE
                : labelled ? outcomes.of(person, t, kernel.histories()) : Outcomes.Outcome.NO;
        visitor.look(person, t, place, begin, outcome);
    }

    /** Where each customer's rows begin, and how many looks at a customer gave none. */
    static final class Rows {

        private final int first;
        private final int end;
        private final int[] begins;
        private final long[][] byPlace;

        private Rows(int first, int end, long[][] byPlace) {
            this.first = first;
            this.end = end;
            this.byPlace = byPlace;
            begins = new int[end - first + 1];
        }

        int total() {
            return begins[end - first];
        }

        long candidates() {
            return sum(Outcomes.Outcome.CENSORED) + sum(Outcomes.Outcome.IN_GAP) + total();
        }

        long positive() {
            return sum(Outcomes.Outcome.YES);
        }

        long censored() {
            return sum(Outcomes.Outcome.CENSORED);
        }

        long inGap() {
            return sum(Outcomes.Outcome.IN_GAP);
        }

        private long sum(Outcomes.Outcome outcome) {
            long sum = 0;
            for (long[] place : byPlace) {
                sum += place[outcome.ordinal()];
            }
            return sum;
        }

        void tell(List<Notice> notices, long completeTo) {
            if (censored() > 0) {
                notices.add(new Notice(
                        "snapshots-censored",
                        "",
                        Wording.count(censored(), "snapshot is", "snapshots are")
                                + " left out, as the time in which the outcome falls ends after "
                                + Instants.text(completeTo) + ", up to which the tables know it."));
            }
            if (inGap() > 0) {
                notices.add(new Notice(
                        "snapshots-decided-in-gap",
                        "",
                        Wording.count(inGap(), "snapshot is", "snapshots are")
                                + " left out, as the outcome was decided in the gap before the time to predict."));
            }
        }

        /** How many rows each snapshot has; empty where snapshots are those of events. */
        List<SnapshotCount> bySnapshot(long[] times) {
            List<SnapshotCount> counts = new ArrayList<>();
            for (int place = 0; place < times.length; place++) {
                long[] of = byPlace[place];
                counts.add(new SnapshotCount(
                        Instants.text(times[place]),
                        of[Outcomes.Outcome.YES.ordinal()] + of[Outcomes.Outcome.NO.ordinal()],
                        of[Outcomes.Outcome.YES.ordinal()],
                        of[Outcomes.Outcome.CENSORED.ordinal()],
                        of[Outcomes.Outcome.IN_GAP.ordinal()]));
            }
            return counts;
        }
    }
}
