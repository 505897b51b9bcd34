package io.github.churnml.profile;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Columns that know too much: each is named once, for the strongest reason there is against it. A reason needs enough
 * rows to be no chance, and rates are cross-fitted, so neither a column that names rows nor a rare level is suspected.
 */
final class Leaks {

    static final double DECIDING_AREA = 0.98;

    private static final int FEWEST_FOR_COPY = 5;
    private static final double PRESENCE_GAP = 0.6;
    private static final double WIDEST_DOUBT = 0.05;
    private static final double MOST_EXCEPTIONS = 0.005;
    private static final double LINKED_AREA = 0.6;
    private static final double LINKED_DATE_AREA = 0.7;
    private static final double LATER_SHARE = 0.2;

    private static final String IF_KNOWN_BEFORE =
            "Leave it out, unless it is known for every customer on the day of scoring.";

    private final List<Facts> columns;
    private final TargetLabels outcome;
    private final Findings findings;
    private final Set<String> suspects = new HashSet<>();

    /** How many rows count as one: rows of one customer are not independent of each other. */
    private final double repeats;

    Leaks(List<Facts> columns, TargetLabels outcome, Findings findings) {
        this.columns = columns;
        this.outcome = outcome;
        this.findings = findings;
        this.repeats = columns.stream()
                .filter(Facts::isRepeatedKey)
                .mapToDouble(Facts::rowsPerValue)
                .min()
                .orElse(1);
    }

    /** Looks at each column on its own and returns the names of the suspects, those apart that merely have a safe level; {@code evidence} is in their order. */
    Set<String> search(List<Evidence> evidence) {
        for (int i = 0; i < columns.size(); i++) {
            Facts facts = columns.get(i);
            Evidence found = evidence.get(i);
            boolean suspect = isTargetCopy(facts)
                    || isKnownAfter(facts, found)
                    || decides(facts, found)
                    || hasPureLevel(facts, true)
                    || isLaterDate(facts, found)
                    || isNamedAfter(facts, found);
            if (suspect) {
                suspects.add(facts.name());
            } else {
                hasPureLevel(facts, false);
            }
        }
        return suspects;
    }

    private boolean isTargetCopy(Facts facts) {
        if (facts.distinct() != 2
                || facts.namesRows()
                || Math.min(outcome.left(), outcome.stayed()) < FEWEST_FOR_COPY) {
            return false;
        }
        long[][] counts = facts.fine().count(outcome);
        long inMissing =
                counts[facts.fine().missingGroup()][0] + counts[facts.fine().missingGroup()][1];
        int groups = 0;
        for (long[] count : counts) {
            groups += count[0] + count[1] > 0 ? 1 : 0;
            if (count[0] > 0 && count[1] > 0) {
                return false;
            }
        }
        if (groups != 2 || inMissing > 0) {
            return false;
        }
        findings.add(
                FindingKind.TARGET_COPY,
                1,
                List.of(facts.name()),
                Say.columns(List.of(facts.name())) + " repeats the target " + target() + " under another name: in all "
                        + Say.count(outcome.left() + outcome.stayed()) + " rows each of its two values goes with one"
                        + " outcome.",
                "Leave it out: a model would only read the answer.");
        return true;
    }

    private boolean isKnownAfter(Facts facts, Evidence found) {
        long left = outcome.left();
        long stayed = outcome.stayed();
        if (facts.missing() == 0 || Math.min(left, stayed) < Evidence.FEWEST_PER_CLASS) {
            return false;
        }
        long present = found.presentLeft() + found.presentStayed();
        boolean more = found.presentLeft() * (double) stayed > found.presentStayed() * (double) left;
        double gap = more
                ? Wilson.low(found.presentLeft(), left) - Wilson.high(found.presentStayed(), stayed)
                : Wilson.low(found.presentStayed(), stayed) - Wilson.high(found.presentLeft(), left);
        boolean only = isPure(found.presentLeft(), found.presentStayed(), true);
        boolean onlyWithout = isPure(left - found.presentLeft(), stayed - found.presentStayed(), true);
        if (!only && !onlyWithout && !(gap >= PRESENCE_GAP)) {
            return false;
        }
        String what = facts.type() == ColumnType.DATE ? " holds a date for " : " has a value for ";
        String hint = AfterEventNames.isSuspicious(facts.name()) ? " Its name says so as well." : "";
        findings.add(
                FindingKind.KNOWN_AFTER,
                Math.max(gap, 0),
                List.of(facts.name()),
                Say.columns(List.of(facts.name())) + what + Wording.percent((double) found.presentLeft() / left)
                        + " of the customers who left and " + Wording.percent((double) found.presentStayed() / stayed)
                        + " of those who stayed (" + Say.count(present, "row", "rows")
                        + "), so it seems to be filled in"
                        + (more ? " after a customer left." : " only while a customer stays.") + hint,
                IF_KNOWN_BEFORE);
        return true;
    }

    private boolean decides(Facts facts, Evidence found) {
        if (!(found.strength() >= DECIDING_AREA)) {
            return false;
        }
        double rank = Math.max(found.rankArea(), 1 - found.rankArea());
        String how = rank >= DECIDING_AREA
                ? (found.rankArea() > 0.5 ? "the higher" : "the lower") + " it is, the likelier a customer left"
                : "each of its values goes with one outcome";
        findings.add(
                FindingKind.DECIDES_TARGET,
                found.strength(),
                List.of(facts.name()),
                Say.columns(List.of(facts.name())) + " alone all but decides the target " + target() + ": " + how
                        + " (ROC-AUC " + Say.measure(found.strength()) + ", where 0.5 is chance and real predictors"
                        + " seldom pass 0.9).",
                IF_KNOWN_BEFORE);
        return true;
    }

    private boolean hasPureLevel(Facts facts, boolean leaves) {
        if (facts.fine().size() <= 2 || facts.namesRows() || facts.isRepeatedKey()) {
            return false;
        }
        // Of numbers with many values a whole tenth must be pure: the far end of an honest predictor often is.
        Grouping groups = facts.fine().isSingle(0) ? facts.fine() : facts.shown();
        long[][] counts = groups.count(outcome);
        List<String> phrases = new ArrayList<>();
        long rows = 0;
        long exceptions = 0;
        for (int group = 0; group < counts.length; group++) {
            boolean oneLevel = groups.isSingle(group) && group != groups.missingGroup();
            if ((oneLevel || leaves && facts.numbers() != null) && isPure(counts[group][1], counts[group][0], leaves)) {
                long all = counts[group][0] + counts[group][1];
                rows += all;
                exceptions += counts[group][leaves ? 0 : 1];
                phrases.add(Wording.value(groups.name(group)) + ": " + Say.count(counts[group][leaves ? 1 : 0]) + " of "
                        + Say.count(all));
            }
        }
        if (phrases.isEmpty()) {
            return false;
        }
        findings.add(
                leaves ? FindingKind.LEVEL_ALWAYS : FindingKind.LEVEL_NEVER,
                rows,
                List.of(facts.name()),
                "Customers with certain values in column " + Wording.name(facts.name())
                        + pure(leaves, exceptions) + Say.phrases(phrases)
                        + (leaves ? " left." : " stayed."),
                "Find out when the value is written; " + lowerFirst(IF_KNOWN_BEFORE));
        return true;
    }

    private static String pure(boolean leaves, long exceptions) {
        if (leaves) {
            return exceptions == 0 ? " always left: " : " nearly always left: ";
        }
        return exceptions == 0 ? " never left: " : " hardly ever left: ";
    }

    /** A date that goes on where all other dates of the table have ended, and has to do with leaving. */
    private boolean isLaterDate(Facts facts, Evidence found) {
        if (facts.type() != ColumnType.DATE || facts.numbers() == null) {
            return false;
        }
        double latest = Double.NEGATIVE_INFINITY;
        for (Facts other : columns) {
            if (other != facts && other.type() == ColumnType.DATE && other.numbers() != null && other.present() > 0) {
                latest = Math.max(latest, other.numbers().max());
            }
        }
        double rank = Math.max(found.rankArea(), 1 - found.rankArea());
        if (latest == Double.NEGATIVE_INFINITY
                || !(rank >= LINKED_DATE_AREA || presenceGap(found) >= LINKED_DATE_AREA - 0.5)) {
            return false;
        }
        long later = 0;
        for (int row = 0; row < facts.rows(); row++) {
            later += ((NumericColumn) facts.column()).value(row) > latest ? 1 : 0;
        }
        if (later < Evidence.FEWEST_PER_CLASS || later < LATER_SHARE * facts.present()) {
            return false;
        }
        findings.add(
                FindingKind.AFTER_EVENT_DATE,
                later,
                List.of(facts.name()),
                Say.columns(List.of(facts.name())) + " holds dates after " + Say.value(latest, ColumnType.DATE)
                        + ", the last one of any other date column, in " + Say.count(later, "row", "rows")
                        + ", and has to do with who left.",
                IF_KNOWN_BEFORE);
        return true;
    }

    private boolean isNamedAfter(Facts facts, Evidence found) {
        if (!AfterEventNames.isSuspicious(facts.name())) {
            return false;
        }
        boolean linked = found.strength() >= LINKED_AREA || presenceGap(found) >= LINKED_AREA - 0.5;
        boolean unknown = Double.isNaN(found.strength()) && facts.missing() == 0;
        findings.add(
                FindingKind.AFTER_EVENT_NAME,
                linked || unknown ? Severity.HIGH : Severity.MEDIUM,
                Double.isNaN(found.strength()) ? 0 : found.strength(),
                List.of(facts.name()),
                nameMessage(facts.name())
                        + (linked
                                ? ", and it has to do with who left."
                                : unknown ? "." : ", though its values have little to do with who left."),
                IF_KNOWN_BEFORE);
        return true;
    }

    /** Where nothing is known of who left, a name is all that there is to go by. */
    static boolean isSuspiciousName(String column, Findings findings) {
        boolean suspicious = AfterEventNames.isSuspicious(column);
        if (suspicious) {
            findings.add(FindingKind.AFTER_EVENT_NAME, 0, List.of(column), nameMessage(column) + ".", IF_KNOWN_BEFORE);
        }
        return suspicious;
    }

    private static String nameMessage(String column) {
        return "By its name, " + lowerFirst(Say.columns(List.of(column))) + " is known only once a customer has left";
    }

    private double presenceGap(Evidence found) {
        return Math.abs(
                (double) found.presentLeft() / outcome.left() - (double) found.presentStayed() / outcome.stayed());
    }

    /**
     * Whether customers of a group always ({@code leaves}) or never left but for rare exceptions, so surely that at most a fifth of the exceptions
     * that chance would bring are possible, and at most one in twenty rows.
     */
    private boolean isPure(long left, long stayed, boolean leaves) {
        long exceptions = leaves ? stayed : left;
        long rows = left + stayed;
        double chance = (double) (leaves ? outcome.stayed() : outcome.left()) / (outcome.left() + outcome.stayed());
        return rows > 0
                && exceptions <= MOST_EXCEPTIONS * rows
                && Wilson.high((long) Math.ceil(exceptions / repeats), (long) (rows / repeats))
                        <= Math.min(WIDEST_DOUBT, chance / 5);
    }

    private String target() {
        return Wording.name(outcome.summary().column());
    }

    private static String lowerFirst(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }
}
