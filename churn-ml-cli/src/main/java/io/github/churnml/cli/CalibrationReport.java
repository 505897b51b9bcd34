package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Outcome;
import io.github.churnml.decide.Calibrator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a model's log-odds become probabilities, and what that does, for people and for programs.
 *
 * @param calibrator what turns log-odds into probabilities
 * @param losses the log loss of each kind that was tried, on training rows that were not learnt from; empty if none was
 * @param before the reliability without a calibrator; no bins if it is not known
 * @param after the reliability of the model's probabilities; no bins if it is not known
 * @param outcome what the model predicts
 */
record CalibrationReport(
        Calibrator calibrator, Map<String, Double> losses, Reliability before, Reliability after, Outcome outcome) {

    /** What training found. */
    static CalibrationReport of(ChurnModel model) {
        Map<String, Object> found = model.manifest().found();
        Map<?, ?> chosen = found.get("calibration") instanceof Map<?, ?> map ? map : Map.of();
        Map<String, Double> losses = new LinkedHashMap<>();
        if (chosen.get("logLoss") instanceof Map<?, ?> map) {
            map.forEach((kind, loss) -> {
                if (loss instanceof Number number) {
                    losses.put(String.valueOf(kind), number.doubleValue());
                }
            });
        }
        return new CalibrationReport(
                model.decisionRule().calibrator(),
                losses,
                Reliability.read(chosen.get("reliabilityBefore")),
                Reliability.read(found.get("reliability")),
                model.outcome());
    }

    private boolean isCalibrated() {
        return !calibrator.equals(Calibrator.none());
    }

    Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", calibrator.kind());
        document.put("numbers", Arrays.stream(calibrator.numbers()).boxed().toList());
        if (!losses.isEmpty()) {
            document.put("log_loss", losses);
        }
        if (isCalibrated() && before.isKnown()) {
            document.put("before", before.json());
        }
        if (after.isKnown()) {
            document.put("after", after.json());
        }
        return document;
    }

    /** One line: the kind, its numbers if they are few, and what it does to the error. */
    String line() {
        StringBuilder text = new StringBuilder(calibrator.kind());
        double[] numbers = calibrator.numbers();
        if (calibrator.kind().equals("platt")) {
            text.append(String.format(Locale.ROOT, " (%.4f + %.4f x log-odds)", numbers[0], numbers[1]));
        }
        if (isCalibrated() && before.isKnown() && after.isKnown()) {
            text.append(String.format(Locale.ROOT, ", ECE %.4f, %.4f before", after.error(), before.error()));
        }
        return text.toString();
    }

    /** Lines of text: the kind, what else was tried, and the table of reliability; empty where nothing is known. */
    String text(Bars.Style style) {
        if (!isCalibrated() && losses.isEmpty() && !after.isKnown()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\nCalibration: ").append(line()).append('\n');
        if (!losses.isEmpty()) {
            List<String> tried = new ArrayList<>();
            losses.forEach((kind, loss) -> tried.add(String.format(Locale.ROOT, "%s %.4f", kind, loss)));
            text.append("Log loss of training rows that were not learnt from: ")
                    .append(String.join(", ", tried))
                    .append('\n');
        }
        return text.append(after.isKnown() ? after.text(outcome, style) : "").toString();
    }
}
