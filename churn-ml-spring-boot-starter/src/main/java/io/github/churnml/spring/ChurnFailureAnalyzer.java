package io.github.churnml.spring;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says why an application cannot start in the words of our exceptions: what is wrong and where, then the way out. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ChurnFailureAnalyzer extends AbstractFailureAnalyzer<ChurnException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ChurnException cause) {
        String message = String.valueOf(cause.getMessage());
        int line = message.indexOf("\nMaybe ");
        String problem = line < 0 ? message : message.substring(0, line);
        String maybe = line < 0 ? "" : message.substring(line + 1);
        return new FailureAnalysis(place(rootFailure) + problem, maybe.isEmpty() ? null : maybe, cause);
    }

    /** The property that names the model, unless the message does. */
    private static String place(@Nullable Throwable failure) {
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof ModelStartException start) {
                String property = start.setting().property();
                return String.valueOf(start.getMessage()).contains(property)
                        ? ""
                        : "The model of " + property + " "
                                + Wording.value(start.setting().model()) + " cannot answer:\n";
            }
        }
        return "";
    }
}
