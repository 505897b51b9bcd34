package com.example.churn;

import io.github.churnml.Prediction;
import io.github.churnml.Scorer;
import io.github.churnml.error.ChurnException;
import io.github.churnml.explain.Reason;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A customer as JSON, the answer of the model. */
@Path("/churn")
public class ChurnResource {

    private final Scorer scorer;

    ChurnResource(Scorer scorer) {
        this.scorer = scorer;
    }

    @POST
    public Answer score(Map<String, Object> customer) {
        Prediction prediction = scorer.score(customer);
        List<String> reasons = prediction.reasons(3).stream().map(Reason::sentence).toList();
        return new Answer(prediction.probability(), prediction.label(), prediction.tier().toString(), reasons);
    }

    /** What is wrong with the row, in the library's words: column, value, way out. */
    @ServerExceptionMapper
    public Response refused(ChurnException wrong) {
        return Response.status(422).entity(Map.of("error", wrong.getMessage())).build();
    }

    public record Answer(double probability, String label, String tier, List<String> reasons) {}
}
