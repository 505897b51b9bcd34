package io.github.churnml.profile;

/** The kinds of findings, most important first: what is listed earlier is reported earlier at the same severity. */
enum FindingKind {
    TARGET_COPY("target-copy", Severity.HIGH),
    KNOWN_AFTER("known-after-event", Severity.HIGH),
    DECIDES_TARGET("decides-target", Severity.HIGH),
    TARGET_BY_RULE("target-by-rule", Severity.HIGH),
    PAIR_DECIDES_TARGET("pair-decides-target", Severity.HIGH),
    LEVEL_ALWAYS("level-always-leaves", Severity.HIGH),
    AFTER_EVENT_DATE("after-event-date", Severity.HIGH),
    AFTER_EVENT_NAME("after-event-name", Severity.HIGH),
    TARGET_ONE_CLASS("target-one-class", Severity.HIGH),
    TARGET_MANY_CLASSES("target-many-classes", Severity.HIGH),
    NO_ROWS("no-rows", Severity.HIGH),
    HUGE_NUMBERS("huge-numbers", Severity.HIGH),
    LEVEL_NEVER("level-never-leaves", Severity.MEDIUM),
    TARGET_OTHER("target-other-labels", Severity.MEDIUM),
    TARGET_MISSING("target-missing", Severity.MEDIUM),
    TARGET_RARE("target-rare", Severity.MEDIUM),
    EXACT_DUPLICATES("exact-duplicates", Severity.MEDIUM),
    REPEATED_KEY("repeated-key", Severity.MEDIUM),
    LOOK_ALIKES("look-alikes", Severity.MEDIUM),
    LINEAR_COLUMN("linear-column", Severity.MEDIUM),
    COPIED_COLUMN("copied-column", Severity.MEDIUM),
    RECODED_COLUMN("recoded-column", Severity.MEDIUM),
    SPELLING("inconsistent-spelling", Severity.MEDIUM),
    MISSING_RULE("missing-by-rule", Severity.MEDIUM),
    NUMBERS_AS_TEXT("numbers-as-text", Severity.MEDIUM),
    SPREADSHEET_ERRORS("spreadsheet-errors", Severity.MEDIUM),
    DIGITS_LOST("digits-lost", Severity.MEDIUM),
    ROUNDED_NUMBERS("rounded-numbers", Severity.MEDIUM),
    AMBIGUOUS_NUMBERS("ambiguous-numbers", Severity.MEDIUM),
    AMBIGUOUS_DATES("ambiguous-dates", Severity.MEDIUM),
    NO_TARGET("no-target", Severity.LOW),
    IDENTIFIER("identifier", Severity.LOW),
    ALL_MISSING("all-missing", Severity.LOW),
    CONSTANT("constant", Severity.LOW),
    NEARLY_CONSTANT("nearly-constant", Severity.LOW),
    MOSTLY_MISSING("mostly-missing", Severity.LOW),
    MISSING_TOGETHER("missing-together", Severity.LOW),
    MANY_LEVELS("many-levels", Severity.LOW),
    CODE_NUMBERS("code-numbers", Severity.LOW),
    DERIVED("derived-column", Severity.LOW),
    OUTLIERS("outliers", Severity.LOW);

    private final String code;
    private final Severity severity;

    FindingKind(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }

    String code() {
        return code;
    }

    /** How much it matters, unless the case at hand says otherwise. */
    Severity severity() {
        return severity;
    }
}
