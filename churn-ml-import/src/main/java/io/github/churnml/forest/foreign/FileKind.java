package io.github.churnml.forest.foreign;

import io.github.churnml.error.ChurnException;
import io.github.churnml.settings.Blame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a file is by its first bytes, and for each kind that is not read, what it looks like and the way out. */
enum FileKind {
    JSON("", ""),
    UBJSON("", ""),
    LIGHTGBM_TEXT("", ""),
    EMPTY("is empty", "Maybe saving or copying it was interrupted."),
    CHURN_MODEL("looks like a zip archive, such as a model file of churn-ml's own", "Maybe it needs no import."),
    XGBOOST_BINARY("looks like XGBoost's old binary form", Advice.XGBOOST),
    XGBOOST_DUMP("looks like XGBoost's dump of trees, which lacks what scoring needs", Advice.XGBOOST),
    XGBOOST_SNAPSHOT("looks like an XGBoost snapshot from inside a pickle", Advice.XGBOOST),
    PICKLE("looks like a Python pickle, which can hold any program", Advice.EITHER),
    COMPRESSED("looks compressed", "Maybe unpack it first; a joblib file is a pickle, which is not read."),
    ONNX("looks like an ONNX model", Advice.EITHER),
    PMML("looks like a PMML document", Advice.EITHER),
    XML("looks like XML", Advice.EITHER),
    CATBOOST("looks like a CatBoost model", "Maybe train with XGBoost, LightGBM or this library."),
    LIST("is a JSON list, such as XGBoost's dump of trees, which lacks what scoring needs", Advice.XGBOOST),
    UNKNOWN("is neither XGBoost's JSON or UBJSON nor LightGBM's text", Advice.EITHER);

    /** How to save a model so that it can be read. */
    static final class Advice {
        static final String XGBOOST = "Maybe load it in XGBoost and save it with `booster.save_model('model.json')`.";
        static final String LIGHTGBM = "Maybe load it in LightGBM and save it with `booster.save_model('model.txt')`.";
        static final String EITHER = "Maybe save it with XGBoost's `booster.save_model('model.json')` or LightGBM's"
                + " `booster.save_model('model.txt')`.";

        private Advice() {}
    }

    private static final int HEAD = 4096;
    private static final String UBJSON_KEY_MARKERS = "iUIlL$#N";
    private static final Pattern OLD_PICKLE =
            Pattern.compile("\\(?[ci][A-Za-z_][\\w.]*\n[A-Za-z_][\\w.]*\n|\\([dl]p\\d");
    /** How gzip, zlib (as joblib uses it), bzip2, xz, LZ4 and joblib's own old form begin. */
    private static final List<String> COMPRESSIONS = List.of(
            "\u001F\u008B", "x\u0001", "x^", "x\u009C", "x\u00DA", "BZh", "\u00FD7zXZ", "\u0004\"M\u0018", "ZF");

    private final String looks;
    private final String maybe;

    FileKind(String looks, String maybe) {
        this.looks = looks;
        this.maybe = maybe;
    }

    ChurnException refusal(Blame blame) {
        return blame.of("It " + looks + ".", maybe);
    }

    static FileKind of(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        String bare = head.startsWith("\u00EF\u00BB\u00BF") ? head.substring(3) : head;
        String text = bare.stripLeading();
        if (text.isEmpty() && bytes.length <= HEAD) {
            return EMPTY;
        }
        if (text.startsWith("{")) {
            boolean binary = text.length() > 1 && UBJSON_KEY_MARKERS.indexOf(text.charAt(1)) >= 0;
            return binary && head.startsWith("{") ? UBJSON : JSON;
        }
        if (text.startsWith("tree\n") || text.startsWith("tree\r\n")) {
            return LIGHTGBM_TEXT;
        }
        return lookalike(head, text);
    }

    private static FileKind lookalike(String head, String text) {
        if (head.startsWith("PK\u0003\u0004")) {
            return CHURN_MODEL;
        }
        if (head.startsWith("CONFIG-offset:")) {
            return XGBOOST_SNAPSHOT;
        }
        // Before all that a pickle may hold inside, such as XGBoost's old form.
        if (isPickle(head)) {
            return PICKLE;
        }
        if (COMPRESSIONS.stream().anyMatch(head::startsWith)) {
            return COMPRESSED;
        }
        if (head.startsWith("binf") || head.startsWith("bs64") || looksLikeOldXgboost(head)) {
            return XGBOOST_BINARY;
        }
        if (head.startsWith("CBM1")) {
            return CATBOOST;
        }
        if (head.charAt(0) == '\b' && head.length() > 2 && head.charAt(1) < 32 && head.charAt(2) == 0x12) {
            return ONNX;
        }
        return text(text);
    }

    private static FileKind text(String text) {
        if (text.startsWith("<")) {
            return text.toUpperCase(Locale.ROOT).contains("<PMML") ? PMML : XML;
        }
        if (text.startsWith("[")) {
            return LIST;
        }
        return text.startsWith("booster[") ? XGBOOST_DUMP : UNKNOWN;
    }

    /** Protocols 2 and later say so in two bytes; 0 and 1 begin by naming what to build. */
    private static boolean isPickle(String head) {
        return head.charAt(0) == '\u0080' && head.length() > 1 && head.charAt(1) >= 2 && head.charAt(1) <= 9
                || OLD_PICKLE.matcher(head).lookingAt();
    }

    /** The old form is a block of numbers, followed by the names of objective and booster. */
    private static boolean looksLikeOldXgboost(String head) {
        return head.indexOf('\0') >= 0 && (head.contains("gbtree") || head.contains("gblinear"));
    }
}
