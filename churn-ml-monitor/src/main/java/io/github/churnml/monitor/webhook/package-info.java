/**
 * Tells another server of what a monitoring plan asks for: {@link io.github.churnml.monitor.webhook.Webhook} is an {@link
 * io.github.churnml.monitor.Action} that posts the plan as signed JSON, put together by {@link
 * io.github.churnml.monitor.webhook.WebhookBuilder}.
 *
 * <p>It stands beside the agent and not beside the HTTP endpoint because it is a client: it needs the JDK's own {@code
 * java.net.http} and nothing else, and an agent that runs by itself, from a schedule, needs no server to call one. It has a
 * package of its own because signing, waiting and trying again are its concern alone: the agent sees only the action.
 */
@NullMarked
package io.github.churnml.monitor.webhook;

import org.jspecify.annotations.NullMarked;
