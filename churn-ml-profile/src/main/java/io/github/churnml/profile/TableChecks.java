package io.github.churnml.profile;

import io.github.churnml.data.LabelCounts;
import io.github.churnml.data.Notice;
import io.github.churnml.error.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the rows and the target are fit to be learned from. */
final class TableChecks {

    private static final int FEW_LEFT = 50;
    private static final double RARE = 0.02;

    private final List<Facts> columns;
    private final Findings findings;

    /** Of all columns but the target. */
    TableChecks(List<Facts> columns, Findings findings) {
        this.columns = columns;
        this.findings = findings;
    }

    void rows(int rows, DuplicateCounts duplicates) {
        if (rows == 0) {
            findings.add(FindingKind.NO_ROWS, 0, List.of(), "The table has no rows.", "Check what was exported.");
        }
        if (duplicates.exact() > 0) {
            findings.add(
                    FindingKind.EXACT_DUPLICATES,
                    duplicates.exact(),
                    List.of(),
                    Say.count(duplicates.exact(), "row equals", "rows equal") + " an earlier one in every column ("
                            + Wording.percent((double) duplicates.exact() / rows) + " of all).",
                    "Drop them for training, as cleaning does by default: a customer must not be both learned from and"
                            + " judged on.");
        }
        if (duplicates.lookAlikes() > 0) {
            findings.add(
                    FindingKind.LOOK_ALIKES,
                    duplicates.lookAlikes(),
                    duplicates.identifiers(),
                    Say.count(duplicates.lookAlikes(), "row equals", "rows equal")
                            + " an earlier one in everything but the identifier "
                            + Wording.names(duplicates.identifiers()) + ".",
                    "Find out whether these are different customers who look alike, which is harmless, or one customer"
                            + " under two identifiers.");
        }
    }

    /** What a reader noticed and the values no longer show. */
    void notices(List<Notice> notices) {
        for (Notice notice : notices) {
            if (notice.code().equals(FindingKind.AMBIGUOUS_DATES.code())) {
                findings.add(
                        FindingKind.AMBIGUOUS_DATES,
                        0,
                        List.of(notice.column()),
                        Say.columns(List.of(notice.column())) + " holds dates that read both month-first and day-first;"
                                + " they were taken month-first.",
                        "Write them as yyyy-MM-dd to be sure.");
            } else if (notice.code().equals(FindingKind.AMBIGUOUS_NUMBERS.code())) {
                findings.add(
                        FindingKind.AMBIGUOUS_NUMBERS,
                        0,
                        List.of(notice.column()),
                        notice.message(),
                        "Find out which is meant: if the point stands before thousands, large values are read as small ones.");
            } else if (notice.code().equals(FindingKind.SPREADSHEET_ERRORS.code())) {
                findings.add(
                        FindingKind.SPREADSHEET_ERRORS,
                        0,
                        List.of(notice.column()),
                        notice.message(),
                        "Find out which formulas fail, and why for these customers.");
            } else if (notice.code().equals(FindingKind.DIGITS_LOST.code())) {
                findings.add(
                        FindingKind.DIGITS_LOST,
                        0,
                        List.of(notice.column()),
                        Say.columns(List.of(notice.column()))
                                + " had lost the last digits of its numbers before it was read, as in a spreadsheet, which"
                                + " keeps 15: different ones may look the same.",
                        "Export the column as text.");
            } else if (notice.code().equals(FindingKind.ROUNDED_NUMBERS.code())) {
                findings.add(
                        FindingKind.ROUNDED_NUMBERS,
                        0,
                        List.of(notice.column()),
                        Say.columns(List.of(notice.column()))
                                + " is numeric and holds whole numbers with more digits than a number keeps (15 to 17),"
                                + " so the last ones are lost.",
                        "Declare it an identifier or categorical if it names something.");
            }
        }
    }

    void target(TargetSummary target) {
        List<String> name = List.of(target.column());
        String quoted = "Target " + Wording.name(target.column());
        if (target.distinct() < 2) {
            findings.add(
                    FindingKind.TARGET_ONE_CLASS,
                    0,
                    name,
                    quoted
                            + (target.distinct() == 0
                                    ? " has no values."
                                    : " has one class only, "
                                            + Wording.value(
                                                    target.classes().get(0).level()) + "."),
                    "Choose another column, or a table with customers who left and customers who stayed.");
        } else if (target.positive() == null) {
            findings.add(
                    FindingKind.TARGET_MANY_CLASSES,
                    0,
                    name,
                    quoted + " has " + Say.count(target.distinct()) + " classes, such as "
                            + Wording.names(target.classes().stream()
                                    .map(LevelCount::level)
                                    .limit(3)
                                    .toList())
                            + ", so it cannot be told who left.",
                    "Say which label means that a customer left (--positive) and, of several others, which mean that one"
                            + " stayed (--negative); training leaves out rows with any other label.");
        } else if (target.left() < FEW_LEFT || target.rate() < RARE) {
            findings.add(
                    FindingKind.TARGET_RARE,
                    0,
                    name,
                    "Only " + Say.count(target.left(), "customer", "customers") + " left ("
                            + Wording.percent(target.rate()) + " of those whose outcome is known).",
                    "Expect wide intervals; more customers who left help more than more customers.");
        }
        if (target.other() > 0) {
            findings.add(
                    FindingKind.TARGET_OTHER,
                    target.other(),
                    name,
                    Say.count(target.other(), "row has", "rows have") + " a label in " + Wording.name(target.column())
                            + " that means neither that a customer left nor that one stayed; its labels are "
                            + LabelCounts.said(counts(target)) + ".",
                    "Training leaves these rows out; if such a label means that a customer stayed, say so (--negative).");
        }
        if (target.missing() > 0) {
            findings.add(
                    FindingKind.TARGET_MISSING,
                    target.missing(),
                    name,
                    quoted + " is missing in " + Say.count(target.missing(), "row", "rows") + ".",
                    "These rows cannot be learned from and are dropped in training; make sure that they are not all of"
                            + " one kind.");
        }
    }

    private static Map<String, Long> counts(TargetSummary target) {
        Map<String, Long> counts = new LinkedHashMap<>();
        target.classes().forEach(level -> counts.put(level.level(), level.rows()));
        return counts;
    }

    /** Without a target: which column seems to be it. Gives back the names that may be. */
    List<String> noTarget() {
        List<String> candidates = columns.stream()
                .filter(facts -> facts.distinct() == 2 && AfterEventNames.isOutcome(facts.name()))
                .map(Facts::name)
                .toList();
        if (!candidates.isEmpty()) {
            findings.add(
                    FindingKind.NO_TARGET,
                    0,
                    candidates,
                    "No target was given, so columns that know too much could be looked for by name only; "
                            + Wording.names(candidates) + " may be it.",
                    "Name the target.");
        }
        return candidates;
    }
}
