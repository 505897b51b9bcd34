package io.github.churnml.spring;

import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Which models answer and where they come from, at {@code /actuator/churn}; a POST looks for another one now. */
@Endpoint(id = "churn")
class ChurnEndpoint {

    private final Followers followers;

    ChurnEndpoint(Followers followers) {
        this.followers = followers;
    }

    @ReadOperation
    Map<String, Object> models() {
        Map<String, Object> models = new LinkedHashMap<>();
        followers.byName().forEach((name, scorer) -> models.put(name, facts(scorer)));
        return Map.of("models", models);
    }

    /** One model; not found if there is none of that name. */
    @ReadOperation
    @Nullable
    Map<String, Object> model(@Selector String name) {
        FollowingScorer scorer = followers.byName().get(name);
        return scorer == null ? null : facts(scorer);
    }

    /** Loads what is there now; the answer says what came of it. */
    @WriteOperation
    Map<String, Object> reload(@Selector String name) {
        FollowingScorer scorer = followers.byName().get(name);
        if (scorer == null) {
            throw new InvalidEndpointRequestException(
                    "There is no model " + Wording.name(name) + ".",
                    Wording.maybeNearest(name, followers.byName().keySet()));
        }
        boolean taken = true;
        try {
            scorer.reload();
        } catch (RuntimeException e) {
            taken = false; // why, the facts tell
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("taken", taken);
        answer.putAll(facts(scorer));
        return answer;
    }

    private static Map<String, Object> facts(FollowingScorer scorer) {
        Answering answering = scorer.answering();
        Map<String, Object> facts = HealthFacts.of(scorer);
        facts.put("source", scorer.place());
        facts.put("sha256", answering.sha256);
        facts.put("dataFingerprint", answering.model.manifest().dataFingerprint());
        facts.put("library", answering.model.manifest().libraryVersion());
        facts.put("target", answering.model.target().column());
        facts.put("threshold", answering.model.threshold());
        facts.put("columns", answering.model.inputs().stream().map(Input::name).toList());
        return facts;
    }
}
