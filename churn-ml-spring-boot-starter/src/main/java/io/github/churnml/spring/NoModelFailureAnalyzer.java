package io.github.churnml.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says which property is missing where a bean asks for a {@link ChurnScorer} and none is configured, or for one of several. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class NoModelFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        if (!ChurnScorer.class.equals(cause.getBeanType())) {
            return null;
        }
        if (cause instanceof NoUniqueBeanDefinitionException several && several.getBeanNamesFound() != null) {
            return new FailureAnalysis(
                    "A ChurnScorer is asked for, and there are several: "
                            + String.join(", ", several.getBeanNamesFound()) + ".",
                    "Maybe say which by @Qualifier(\"NAME\"), NAME as in churn.models.NAME, or set churn.model for the one that is"
                            + " meant where none is named.",
                    cause);
        }
        return new FailureAnalysis(
                "A ChurnScorer is asked for, and there is none of that name: no model is configured for it.",
                "Maybe set churn.model, such as churn.model=file:/srv/models/customers.churn, or churn.models.NAME.model for a"
                        + " @Qualifier(\"NAME\").",
                cause);
    }
}
