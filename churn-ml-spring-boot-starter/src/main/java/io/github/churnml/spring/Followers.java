package io.github.churnml.spring;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;

/** The scorers of ours in an application: those that a test has mocked, or an application replaced, are none. */
final class Followers {

    private final ObjectProvider<ChurnScorer> scorers;

    Followers(ObjectProvider<ChurnScorer> scorers) {
        this.scorers = scorers;
    }

    /** By the model's name among the application's, in the order of names. */
    Map<String, FollowingScorer> byName() {
        Map<String, FollowingScorer> followers = new TreeMap<>();
        scorers.stream().forEach(scorer -> {
            if (scorer instanceof FollowingScorer follower) {
                followers.put(follower.name(), follower);
            }
        });
        return Collections.unmodifiableMap(followers);
    }
}
