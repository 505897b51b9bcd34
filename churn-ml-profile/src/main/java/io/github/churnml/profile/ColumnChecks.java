package io.github.churnml.profile;

import io.github.churnml.data.IdentifierNames;
import io.github.churnml.data.read.HiddenNumbers;
import io.github.churnml.error.Wording;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Columns that are empty, constant, repeated, or not what they seem: one finding for all columns of a kind. */
final class ColumnChecks {

    private static final double NEARLY_CONSTANT = 0.995;
    private static final double MOSTLY_MISSING = 0.5;
    private static final double MANY_OUTLIERS = 0.05;
    private static final int MANY_LEVELS = 100;
    private static final double HUGE = 1e100;
    private static final int MOST_CODES = 1000;
    private static final int FEWEST_ROWS = 20;
    private static final Set<String> CODE_WORDS =
            Set.of("code", "codes", "zip", "zipcode", "postcode", "postal", "plz", "sic", "naics");

    private final List<Facts> columns;
    private final Map<String, HiddenNumbers> formatted;
    private final Findings findings;

    /** Of all columns but the target; of those of formatted numbers it is known what they hold besides. */
    ColumnChecks(List<Facts> columns, Map<String, HiddenNumbers> formatted, Findings findings) {
        this.columns = columns;
        this.formatted = formatted;
        this.findings = findings;
    }

    /** Of columns to be left out anyway it is not said that they have gaps. */
    void search(Set<String> suspects) {
        identifiers();
        empty(suspects);
        repeatedKeys();
        numbers();
    }

    void repeats(List<RepeatedColumn> repeats) {
        repeats(repeats, RepeatedColumn.Kind.LINEAR, FindingKind.LINEAR_COLUMN, "multiples of others");
        repeats(repeats, RepeatedColumn.Kind.COPY, FindingKind.COPIED_COLUMN, "copies of others");
        repeats(repeats, RepeatedColumn.Kind.RECODING, FindingKind.RECODED_COLUMN, "other codings of others");
    }

    private void repeats(List<RepeatedColumn> all, RepeatedColumn.Kind kind, FindingKind as, String what) {
        List<RepeatedColumn> some =
                all.stream().filter(repeat -> repeat.kind() == kind).toList();
        if (!some.isEmpty()) {
            Set<String> names = new HashSet<>();
            for (RepeatedColumn repeat : some) {
                names.add(repeat.column());
                names.add(repeat.of());
            }
            String count = some.size() == 1
                    ? "One column repeats another: "
                    : Say.count(some.size()) + " columns are " + what + ": ";
            findings.add(
                    as,
                    some.size(),
                    inOrder(names),
                    count
                            + Say.phrases(
                                    some.stream().map(RepeatedColumn::phrase).toList()) + ".",
                    "Keep one of each: a repetition teaches nothing, and importances are split between the two.");
        }
    }

    private List<String> inOrder(Set<String> names) {
        return columns.stream().map(Facts::name).filter(names::contains).toList();
    }

    private void identifiers() {
        List<Facts> found = columns.stream()
                .filter(facts -> facts.present() > 0 && facts.namesRows())
                .toList();
        if (!found.isEmpty()) {
            List<String> names = names(found);
            boolean several = names.size() > 1;
            findings.add(
                    FindingKind.IDENTIFIER,
                    0,
                    names,
                    Say.columns(names) + (several ? " name rows: " : " names rows: ")
                            + Say.count(found.get(0).distinct()) + " different values in "
                            + Say.count(found.get(0).present()) + " rows" + (several ? ", for the first." : "."),
                    "Keep " + (several ? "them" : "it") + " to find customers again, not as a feature; training leaves"
                            + " identifiers out by itself.");
        }
    }

    private void repeatedKeys() {
        for (Facts facts : columns) {
            if (facts.isRepeatedKey()) {
                findings.add(
                        FindingKind.REPEATED_KEY,
                        facts.distinct(),
                        List.of(facts.name()),
                        Say.columns(List.of(facts.name())) + " seems to be a key that stands in several rows: "
                                + Say.count(facts.distinct()) + " different values in " + Say.count(facts.present())
                                + " rows.",
                        "If it names customers, bring the table to one row for each, or keep all rows of a customer on"
                                + " one side of every split; else a model is judged on customers whom it knows.");
            }
        }
    }

    private void empty(Set<String> suspects) {
        all(
                FindingKind.ALL_MISSING,
                facts -> facts.rows() > 0 && facts.present() == 0,
                "no value at all",
                "Leave out, or find out why the export has none.");
        all(
                FindingKind.CONSTANT,
                facts -> facts.distinct() == 1 && facts.rows() > 1 && facts.missing() == 0,
                "one value in every row",
                "Leave out: what is the same for everybody tells nobody apart.");
        all(
                FindingKind.NEARLY_CONSTANT,
                facts -> facts.varies()
                        && facts.present() >= FEWEST_ROWS
                        && facts.commonestRows() >= NEARLY_CONSTANT * facts.present(),
                "one value in at least 99.5 % of the rows",
                "Leave out, unless the rare value matters in itself.");
        all(
                FindingKind.MOSTLY_MISSING,
                facts -> facts.present() > 0
                        && !suspects.contains(facts.name())
                        && facts.missing() >= MOSTLY_MISSING * facts.rows(),
                "values in half of the rows or fewer",
                "Find out what a gap means; that there is one may tell more than the values.");
    }

    private void numbers() {
        all(
                FindingKind.MANY_LEVELS,
                facts -> facts.type().isCoded()
                        && facts.distinct() > MANY_LEVELS
                        && !facts.namesRows()
                        && !facts.isRepeatedKey(),
                "more than " + MANY_LEVELS + " levels",
                "Group rare levels, or encode them by frequency or target instead of one column for each.");
        all(
                FindingKind.NUMBERS_AS_TEXT,
                facts -> formatted.containsKey(facts.name()) && !isDoubtful(facts),
                "numbers that are written as text, such as with a decimal comma, a currency sign or thousands separators",
                "Training reads them as the numbers shown here; declare the type categorical if they are codes.");
        columns.stream().filter(this::isDoubtful).forEach(this::doubtful);
        all(
                FindingKind.HUGE_NUMBERS,
                facts -> facts.numbers() != null
                        && facts.isNumeric()
                        && Math.max(-facts.numbers().min(), facts.numbers().max()) > HUGE,
                "numbers larger than 1e100 in size, from which nothing can be learnt",
                "Correct them, list them as missing markers, or exclude the column.");
        all(
                FindingKind.CODE_NUMBERS,
                facts -> facts.isNumeric()
                        && facts.integers()
                        && facts.varies()
                        && facts.distinct() <= MOST_CODES
                        && IdentifierNames.words(facts.name()).stream().anyMatch(CODE_WORDS::contains),
                "numbers that are codes, which have no size",
                "Declare the type categorical.");
        all(
                FindingKind.OUTLIERS,
                facts -> facts.numbers() != null
                        && facts.isNumeric()
                        && !facts.namesRows()
                        && !facts.isRepeatedKey()
                        && facts.numbers().outlierShare() >= MANY_OUTLIERS,
                "at least 5 % of the values further than 1.5 times the distance of the quartiles from them",
                "Trees do not mind; for linear models take logarithms or cut the ends.");
    }

    private boolean isDoubtful(Facts facts) {
        HiddenNumbers found = formatted.get(facts.name());
        return found != null && !(found.junk().isEmpty() && found.open().isEmpty());
    }

    /** Says of one column which texts in it are no numbers, or may be two. */
    private void doubtful(Facts facts) {
        HiddenNumbers found = formatted.get(facts.name());
        if (found != null) {
            findings.add(
                    FindingKind.NUMBERS_AS_TEXT,
                    0,
                    List.of(facts.name()),
                    found.notice(facts.name()).message(),
                    "Training reads them as the numbers shown here; write the column in one way to be sure.");
        }
    }

    private void all(FindingKind kind, Predicate<Facts> which, String what, String wayOut) {
        List<String> names = names(columns.stream().filter(which).toList());
        if (!names.isEmpty()) {
            String message = names.size() == 1
                    ? "Column " + Wording.name(names.get(0)) + " has " + what + "."
                    : Say.count(names.size()) + " columns have " + what + ": " + Wording.names(names) + ".";
            findings.add(kind, names.size(), names, message, wayOut);
        }
    }

    private static List<String> names(List<Facts> some) {
        return some.stream().map(Facts::name).toList();
    }
}
