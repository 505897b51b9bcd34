package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.monitor.Action;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.MonitoringAgentBuilder;
import io.github.churnml.monitor.webhook.Webhook;
import io.github.churnml.monitor.webhook.WebhookBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The receiver of the actions of a plan, as options. */
final class WebhookFlags {

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description =
                    "With --act: where to post the plan, once for each action, signed with --webhook-secret. A training"
                            + " that --on-retraining runs is not posted; incidents are, and written too.")
    @Nullable
    URI webhook;

    @Option(
            names = "--webhook-secret",
            paramLabel = "FILE",
            description = "The file whose first line is the secret that the receiver knows too.")
    @Nullable
    Path secret;

    void requireSense(boolean act) {
        if (webhook != null && !act) {
            throw wrong("--webhook is given, and nothing is carried out without --act", "add --act");
        }
        if (webhook != null && secret == null) {
            throw wrong("--webhook stands without --webhook-secret", "give both: an address, and the secret's file");
        }
        if (webhook == null && secret != null) {
            throw wrong("--webhook-secret stands without --webhook", "give both: an address, and the secret's file");
        }
    }

    private static ConfigurationException wrong(String what, String maybe) {
        return new ConfigurationException("Option " + what + ".", "Maybe " + maybe + ".", Where.nowhere());
    }

    /**
     * Has every action posted.
     *
     * @param own what is done about some of them here: an incident is written and posted, a training that is started here
     *     is not posted
     */
    void into(MonitoringAgentBuilder builder, Map<ActionKind, Action> own) {
        own.forEach(builder::action);
        if (webhook == null || secret == null) {
            return;
        }
        WebhookBuilder webhooks = Webhook.builder().uri(webhook).secretFile(secret);
        for (ActionKind kind : ActionKind.values()) {
            Action here = own.get(kind);
            if (kind != ActionKind.DO_NOTHING && (here == null || kind != ActionKind.TRIGGER_RETRAINING)) {
                Action there = webhooks.build(kind);
                builder.action(kind, here == null ? there : both(here, there));
            }
        }
    }

    /** One after the other; where the second fails, what the first did is told all the same. */
    private static Action both(Action first, Action second) {
        return plan -> {
            String done = first.carryOut(plan);
            try {
                return done + ", " + second.carryOut(plan);
            } catch (IOException e) {
                throw new IOException(done + ", but " + e.getMessage(), e);
            }
        };
    }
}
