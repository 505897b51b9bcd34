package com.example.churn;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready as long as a model answers; says which, and why the champion does not if it was refused. */
@Readiness
@ApplicationScoped
class ChurnHealth implements HealthCheck {

    private final ChurnScoring churn;

    ChurnHealth(ChurnScoring churn) {
        this.churn = churn;
    }

    @Override
    public HealthCheckResponse call() {
        ChurnScoring.Serving serving = churn.serving();
        HealthCheckResponseBuilder health = HealthCheckResponse.named("churn").status(serving != null);
        if (serving != null) {
            health.withData("version", serving.version());
        }
        churn.refused().ifPresent(why -> health.withData("refused", why));
        return health.build();
    }
}
