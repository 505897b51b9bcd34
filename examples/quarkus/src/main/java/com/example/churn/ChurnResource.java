package com.example.churn;

import io.github.churnml.Prediction;
import io.github.churnml.error.ChurnException;
import io.github.churnml.explain.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A customer as JSON, the answer of the model. */
@Path("/churn")
public class ChurnResource {

    private final ChurnScoring churn;
    private final MeterRegistry meters;

    ChurnResource(ChurnScoring churn, MeterRegistry meters) {
        this.churn = churn;
        this.meters = meters;
    }

    @POST
    public Answer score(Map<String, Object> customer) {
        ChurnScoring.Serving serving = churn.serving();
        Prediction prediction = serving.scorer().score(customer);
        List<String> reasons = prediction.reasons(3).stream().map(Reason::sentence).toList();
        meters.counter("churn.rows", "version", serving.version(), "tier", prediction.tier().label())
                .increment();
        return new Answer(
                prediction.probability(), prediction.label(), prediction.tier().toString(), serving.version(), reasons);
    }

    /** What is wrong with the row, in the library's words: column, value, way out. */
    @ServerExceptionMapper
    public Response refused(ChurnException wrong) {
        return Response.status(422).entity(Map.of("error", wrong.getMessage())).build();
    }

    public record Answer(double probability, String label, String tier, String version, List<String> reasons) {}
}
