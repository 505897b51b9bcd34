package io.github.churnml.spring;

import io.github.churnml.error.ChurnException;

/** An application cannot start, since a model that it configures cannot answer; the cause says why. */
final class ModelStartException extends RuntimeException {

    private final transient ModelSetting setting;

    ModelStartException(ModelSetting setting, ChurnException cause) {
        super(cause.getMessage(), cause);
        this.setting = setting;
    }

    ModelSetting setting() {
        return setting;
    }
}
