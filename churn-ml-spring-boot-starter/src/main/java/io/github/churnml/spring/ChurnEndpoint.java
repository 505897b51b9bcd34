package io.github.churnml.spring;

import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        RecentDrift drift = answering.drift;
        if (drift != null) {
            facts.put("drift", finite(drift.report().toMap()));
        }
        facts.put("source", scorer.place());
        facts.put("sha256", answering.sha256);
        facts.put("dataFingerprint", answering.model.manifest().dataFingerprint());
        facts.put("library", answering.model.manifest().libraryVersion());
        facts.put("target", answering.model.target().column());
        facts.put("threshold", answering.model.threshold());
        facts.put("columns", answering.model.inputs().stream().map(Input::name).toList());
        return facts;
    }

    /** The same with null for numbers that are not known: JSON has no other word for them. */
    private static @Nullable Object finite(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> known = new LinkedHashMap<>();
            map.forEach((key, inner) -> known.put(String.valueOf(key), finite(inner)));
            return known;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> known = new ArrayList<>(list.size());
            list.forEach(inner -> known.add(finite(inner)));
            return known;
        }
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }
}
