package io.github.churnml.serving.contacts;

import io.github.churnml.Prediction;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.DataException;
import io.github.churnml.predictor.Sampling;
import io.github.churnml.serving.http.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The customers of a table whom it pays most to contact, best first, of equal ones the earlier: no more than are wanted are
 * kept. Whom contacting is not expected to bring anything is not among them. Without money, those who are most likely to leave.
 */
final class BestContacts {

    private record Ranked(long row, double gain) {}

    private static final Comparator<Ranked> BEST_FIRST =
            Comparator.comparingDouble(Ranked::gain).reversed().thenComparingLong(Ranked::row);
    private static final int LONGEST_CELL = 200;
    private static final int MOST_CELLS = 5;
    private static final int MOST_OWN = 10;

    private final SentTable table;
    private final int most;
    private List<String> columns = List.of();
    private long rows;
    private long worthless;
    private @Nullable DataException firstWorthless;
    private final PriorityQueue<Ranked> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());

    BestContacts(SentTable table, int most) {
        this.table = table;
        this.most = most;
    }

    void add(SentTable.Row row) {
        rows++;
        if (row.fault() != null && isOfValue(row.fault())) {
            worthless++;
            firstWorthless = firstWorthless == null ? row.fault() : firstWorthless;
        }
        if (row.prediction() == null || table.money() != null && row.gain() <= 0) {
            return;
        }
        Ranked ranked = new Ranked(row.number(), row.gain());
        if (worstFirst.size() < most) {
            worstFirst.add(ranked);
        } else if (BEST_FIRST.compare(ranked, worstFirst.peek()) < 0) {
            worstFirst.poll();
            worstFirst.add(ranked);
        }
    }

    private boolean isOfValue(DataException fault) {
        CustomerValue money = table.money();
        return money != null && fault.column().filter(money.column()::equals).isPresent();
    }

    /**
     * A column of which most are no amounts is another one than was meant, or written otherwise: the best of the few others are
     * not the best of the table.
     */
    private void requireValues() throws BadRequest {
        if (firstWorthless != null && worthless * 2 > rows) {
            throw new BadRequest(Problem.of(
                    400,
                    "bad-table",
                    table.words(firstWorthless),
                    "So it is with " + worthless + " of " + rows + " rows."));
        }
    }

    /** The columns whose cells a list shows: the first that the model does not need, which often names the customer, and what counts most. */
    List<String> columns() {
        if (columns.isEmpty()) {
            columns = chosen();
        }
        return columns;
    }

    private List<String> chosen() {
        List<String> chosen = new ArrayList<>(
                table.unused().subList(0, Math.min(1, table.unused().size())));
        table.model().model().importances().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .flatMap(name -> table.header().stream()
                        .filter(column -> column.strip().equals(name.strip()))
                        .limit(1))
                .limit(MOST_CELLS - 1)
                .forEach(chosen::add);
        return chosen;
    }

    /** Its first columns that the model does not need: names, telephone numbers and the like. */
    List<String> own() {
        return table.unused().subList(0, Math.min(MOST_OWN, table.unused().size()));
    }

    /** What is kept of a contact until all are there: as little as can be. */
    interface Maker<T> {

        T make(int place, Contact contact) throws BadRequest, IOException;
    }

    /**
     * The list; the table is read again for reasons and cells.
     *
     * @param shown the columns of the table that are shown
     */
    <T> List<T> list(int reasons, List<String> shown, Maker<T> maker) throws BadRequest, IOException {
        requireValues();
        List<Ranked> ranked = worstFirst.stream().sorted(BEST_FIRST).toList();
        Map<Long, Integer> places = new HashMap<>();
        for (int place = 0; place < ranked.size(); place++) {
            places.put(ranked.get(place).row(), place);
        }
        int given = Math.min(
                reasons, table.model().model().scorer().explainedColumns().size());
        int[] cells = shown.stream().mapToInt(table.header()::indexOf).toArray();
        SortedMap<Integer, T> made = new TreeMap<>();
        table.eachOf(places.keySet(), row -> {
            Integer place = places.get(row.number());
            Prediction prediction = row.prediction();
            if (place != null && prediction != null) {
                made.put(place, maker.make(place, contact(row, prediction, given, cells)));
            }
        });
        return List.copyOf(made.values());
    }

    private Contact contact(SentTable.Row row, Prediction prediction, int reasons, int[] cells) {
        return new Contact(
                row.number(),
                prediction.probability(),
                prediction.label(),
                prediction.tier().label(),
                row.value(),
                table.cost(prediction.probability()),
                row.gain(),
                Arrays.stream(cells)
                        .mapToObj(place -> shortened(row.cells()[place]))
                        .toList(),
                reasons == 0
                        ? List.of()
                        : prediction.explanation(Sampling.standard()).reasons(reasons));
    }

    private static String shortened(String cell) {
        return cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL) + "…" : cell;
    }
}
